"""Why a phrase is not understood: a code, and words for the officer who must give the day by hand."""

from datetime import date

from tracker.deadlines.values import Problem
from tracker.sentences import kept

MESSAGES = {
    "ambiguous": kept("Thời hạn có thể hiểu theo nhiều cách. Hãy ghi đủ ngày, tháng, năm theo văn bản."),
    "ambiguous_month": kept("Không rõ là tháng 2 hay tháng 11. Hãy ghi số tháng bằng chữ số Ả Rập."),
    "ambiguous_quarter": kept("Không rõ là quý mấy. Hãy ghi quý bằng số La Mã từ I đến IV."),
    "alternatives": kept("Thời hạn nêu nhiều khả năng thay thế nhau. Hãy chọn một mốc theo văn bản."),
    "anchor_missing": kept(
        "Có số ngày, tháng nhưng không nêu tính từ sự kiện nào. Hãy ghi sự kiện hoặc ngày cụ thể."
    ),
    "condition": kept("Thời hạn phụ thuộc vào một sự kiện nhưng không nêu bao lâu sau đó. Hãy nhập ngày cụ thể."),
    "impossible_date": kept("Ngày này không có trong lịch. Hãy kiểm tra lại ngày, tháng trong văn bản."),
    "impossible_month": kept("Không có tháng này: tháng chỉ từ 1 đến 12. Hãy kiểm tra lại văn bản."),
    "impossible_quarter": kept("Không có quý này: một năm chỉ có quý I đến quý IV. Hãy kiểm tra lại văn bản."),
    "lunar": kept("Thời hạn tính theo âm lịch. Hãy ghi ngày dương lịch tương ứng."),
    "mixed_list": kept("Các mốc trong thời hạn không cùng loại hoặc không theo thứ tự. Hãy ghi từng mốc, đủ năm."),
    "month_missing": kept("Có ngày nhưng thiếu tháng. Hãy ghi đủ ngày, tháng, năm."),
    "not_understood": kept("Không hiểu được thời hạn này. Hãy đối chiếu với văn bản và nhập ngày cụ thể."),
    "on_demand": kept("Chỉ thực hiện khi có yêu cầu, không có ngày cụ thể. Hãy nhập thời hạn khi có yêu cầu."),
    "period_missing": kept("Thời hạn không nêu là tháng, quý hay năm nào. Hãy ghi cụ thể."),
    "range_reversed": kept("Mốc kết thúc sớm hơn mốc bắt đầu. Hãy kiểm tra lại văn bản."),
    "recurrence_mixed": kept("Các chu kỳ nêu trong thời hạn không khớp nhau. Hãy chọn một chu kỳ."),
    "recurrence_unsupported": kept("Chu kỳ này chưa tính được từng kỳ. Hãy nhập các mốc cụ thể."),
    "remark": kept("Phần trong ngoặc có thể làm thay đổi thời hạn. Hãy đối chiếu với văn bản và nhập ngày cụ thể."),
    "same_as_above": kept("Ghi “như trên”: hãy xác nhận thời hạn của dòng phía trên cũng dùng cho dòng này."),
    "school_year": kept("Năm học, niên độ không có ngày kết thúc cố định. Hãy nhập ngày cụ thể."),
    "start_only": kept("Chỉ nêu việc làm sau một mốc, không nêu hạn cuối. Hãy nhập ngày phải hoàn thành."),
    "two_dates": kept("Thời hạn nêu hai mốc khác nhau. Hãy đối chiếu với văn bản và chọn một mốc."),
    "unit_unsupported": kept("Thời hạn tính bằng giờ. Hãy nhập ngày cụ thể."),
    "vague": kept(
        "Thời hạn chung chung, không có mốc cụ thể. Hãy đề nghị cơ quan ban hành xác định ngày hoàn thành."
    ),
    "vague_part": kept("“Đầu năm”, “nửa quý” không có mốc thống nhất. Hãy ghi tháng hoặc ngày cụ thể."),
    "weekday_mismatch": kept("Thứ và ngày không khớp nhau. Hãy kiểm tra lại văn bản."),
    "year_far": kept("Năm của thời hạn quá xa năm ban hành văn bản. Hãy kiểm tra lại năm trong văn bản."),
    "year_missing": kept("Thời hạn không ghi năm và không biết ngày ban hành văn bản. Hãy ghi năm."),
    "year_out_of_range": kept("Năm nằm ngoài khoảng 1990–2100. Hãy kiểm tra lại văn bản."),
}
RECURRENCE_ENDS = kept("Việc định kỳ này chỉ kéo dài đến %(day)s. Hãy cho dừng nhiệm vụ sau ngày đó.")


class Refused(Exception):
    """The phrase was understood far enough to know that no day may be read from it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def problem(code: str) -> Problem:
    return Problem(code, MESSAGES[code])


def recurrence_ends(day: date) -> Problem:
    """A recurrence has no last day in the model, so the officer is told of it."""
    return Problem("recurrence_ends", RECURRENCE_ENDS % {"day": day.strftime("%d/%m/%Y")})
