"""What the Word reader has to say of a file besides its text: a note for each kind of thing, with how often. Pure."""

from enum import StrEnum

from tracker.imports.grid import Note, Source
from tracker.sentences import kept


class Remark(StrEnum):
    TRACKED = "tracked_changes"
    COMMENT = "comments"
    HIDDEN = "hidden_text"
    HIDDEN_ROW = "hidden_rows"
    STRUCK = "struck_text"
    SYMBOL = "symbol_unread"
    PICTURE = "picture_unread"
    DRAWING = "drawing_unread"
    OBJECT = "object_unread"
    CHUNK = "chunk_unread"
    MACROS = "macros_ignored"
    EXTERNAL = "external_ignored"


_SENTENCES = {
    Remark.TRACKED: kept(
        "Tệp còn %(count)s chỗ sửa đang theo dõi (Track Changes): đã đọc như khi chấp nhận mọi sửa đổi, "
        "chữ bị xóa không nhập; hãy đối chiếu với bản ban hành."
    ),
    Remark.COMMENT: kept(
        "Tệp có %(count)s ý kiến bên lề (Comment), không nhập; hãy kiểm tra đây có phải bản ban hành."
    ),
    Remark.HIDDEN: kept("Tệp có %(count)s chỗ chữ ẩn, không in ra giấy nên không nhập; hãy kiểm tra."),
    Remark.HIDDEN_ROW: kept("Bảng có %(count)s dòng bị ẩn nên không nhập; hãy kiểm tra."),
    Remark.STRUCK: kept("Tệp có %(count)s chỗ chữ gạch ngang, vẫn được nhập; hãy xóa nếu nội dung đã bỏ."),
    Remark.SYMBOL: kept(
        "Tệp có %(count)s ký hiệu đặc biệt không đọc được, thay bằng “\ufffd”; hãy sửa theo bản giấy."
    ),
    Remark.PICTURE: kept(
        "Tệp có %(count)s ảnh lớn; chữ trong ảnh không đọc được, hãy kiểm tra có sót bảng nào không."
    ),
    Remark.DRAWING: kept("Tệp có %(count)s biểu đồ hoặc sơ đồ; chữ trong đó không đọc được, hãy kiểm tra."),
    Remark.OBJECT: kept("Tệp có %(count)s đối tượng nhúng (bảng tính, công thức…), không đọc được; hãy kiểm tra."),
    Remark.CHUNK: kept(
        "Tệp có %(count)s phần chèn từ tệp khác, không đọc được; hãy mở bằng Word, lưu lại rồi nhập lại."
    ),
    Remark.MACROS: kept("Tệp có macro: macro không được chạy, chỉ đọc chữ và bảng."),
    Remark.EXTERNAL: kept(
        "Tệp dẫn tới nội dung bên ngoài (ảnh, mẫu, dữ liệu): không tải về, chỉ đọc phần có trong tệp."
    ),
}
FOOTNOTE = kept("Chú thích cuối trang, không nhập vào ô: “%(text)s”.")
MARGIN = kept("Chữ ở đầu hoặc cuối trang, không nhập: “%(text)s”.")


class Remarks:
    """Counts what was met; the first place of each kind is kept."""

    def __init__(self) -> None:
        self._counts: dict[Remark, int] = {}
        self._places: dict[Remark, Source] = {}
        self._quoted: list[Note] = []

    def add(self, remark: Remark, place: Source, count: int = 1) -> None:
        self._counts[remark] = self._counts.get(remark, 0) + count
        self._places.setdefault(remark, place)

    def quote(self, code: str, sentence: str, text: str, place: Source) -> None:
        """Words of the file that have no place in the draft, kept in a note of their own."""
        self._quoted.append(Note(code, sentence % {"text": text}, place))

    def notes(self) -> list[Note]:
        counted = [
            Note(remark.value, _SENTENCES[remark] % {"count": count}, self._places[remark])
            for remark, count in self._counts.items()
        ]
        return counted + self._quoted
