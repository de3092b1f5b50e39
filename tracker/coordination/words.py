"""What closing rules and positions are called."""

from flask_babel import gettext as _

from tracker.tasks.rules import Closing


def closing_words() -> dict[Closing, str]:
    return {
        Closing.ALL: _("Xong khi tất cả cơ quan chủ trì được xác nhận hoàn thành"),
        Closing.ANY: _("Xong khi một cơ quan chủ trì được xác nhận hoàn thành"),
        Closing.MAIN: _("Xong khi cơ quan chủ trì chính được xác nhận hoàn thành"),
    }
