"""Why a phrase is not understood: a code, and words for the officer who must give the day by hand."""

from datetime import date

from tracker.deadlines.values import Problem


def N_(message: str) -> str:
    return message


MESSAGES = {
    "ambiguous": N_("Thời hạn có thể hiểu theo nhiều cách. Hãy ghi đủ ngày, tháng, năm theo văn bản."),
    "ambiguous_month": N_("Không rõ là tháng 2 hay tháng 11. Hãy ghi số tháng bằng chữ số Ả Rập."),
    "ambiguous_quarter": N_("Không rõ là quý mấy. Hãy ghi quý bằng số La Mã từ I đến IV."),
    "alternatives": N_("Thời hạn nêu nhiều khả năng thay thế nhau. Hãy chọn một mốc theo văn bản."),
    "anchor_missing": N_("Có số ngày, tháng nhưng không nêu tính từ sự kiện nào. Hãy ghi sự kiện hoặc ngày cụ thể."),
    "condition": N_("Thời hạn phụ thuộc vào một sự kiện nhưng không nêu bao lâu sau đó. Hãy nhập ngày cụ thể."),
    "impossible_date": N_("Ngày này không có trong lịch. Hãy kiểm tra lại ngày, tháng trong văn bản."),
    "impossible_month": N_("Không có tháng này: tháng chỉ từ 1 đến 12. Hãy kiểm tra lại văn bản."),
    "impossible_quarter": N_("Không có quý này: một năm chỉ có quý I đến quý IV. Hãy kiểm tra lại văn bản."),
    "lunar": N_("Thời hạn tính theo âm lịch. Hãy ghi ngày dương lịch tương ứng."),
    "mixed_list": N_("Các mốc trong thời hạn không cùng loại hoặc không theo thứ tự. Hãy ghi từng mốc, đủ năm."),
    "month_missing": N_("Có ngày nhưng thiếu tháng. Hãy ghi đủ ngày, tháng, năm."),
    "not_understood": N_("Không hiểu được thời hạn này. Hãy đối chiếu với văn bản và nhập ngày cụ thể."),
    "on_demand": N_("Chỉ thực hiện khi có yêu cầu, không có ngày cụ thể. Hãy nhập thời hạn khi có yêu cầu."),
    "period_missing": N_("Thời hạn không nêu là tháng, quý hay năm nào. Hãy ghi cụ thể."),
    "range_reversed": N_("Mốc kết thúc sớm hơn mốc bắt đầu. Hãy kiểm tra lại văn bản."),
    "recurrence_mixed": N_("Các chu kỳ nêu trong thời hạn không khớp nhau. Hãy chọn một chu kỳ."),
    "recurrence_unsupported": N_("Chu kỳ này chưa tính được từng kỳ. Hãy nhập các mốc cụ thể."),
    "remark": N_("Phần trong ngoặc có thể làm thay đổi thời hạn. Hãy đối chiếu với văn bản và nhập ngày cụ thể."),
    "same_as_above": N_("Ghi “như trên”: hãy xác nhận thời hạn của dòng phía trên cũng dùng cho dòng này."),
    "school_year": N_("Năm học, niên độ không có ngày kết thúc cố định. Hãy nhập ngày cụ thể."),
    "start_only": N_("Chỉ nêu việc làm sau một mốc, không nêu hạn cuối. Hãy nhập ngày phải hoàn thành."),
    "two_dates": N_("Thời hạn nêu hai mốc khác nhau. Hãy đối chiếu với văn bản và chọn một mốc."),
    "unit_unsupported": N_("Thời hạn tính bằng giờ. Hãy nhập ngày cụ thể."),
    "vague": N_("Thời hạn chung chung, không có mốc cụ thể. Hãy đề nghị cơ quan ban hành xác định ngày hoàn thành."),
    "vague_part": N_("“Đầu năm”, “nửa quý” không có mốc thống nhất. Hãy ghi tháng hoặc ngày cụ thể."),
    "weekday_mismatch": N_("Thứ và ngày không khớp nhau. Hãy kiểm tra lại văn bản."),
    "year_missing": N_("Thời hạn không ghi năm và không biết ngày ban hành văn bản. Hãy ghi năm."),
    "year_out_of_range": N_("Năm nằm ngoài khoảng 1990–2100. Hãy kiểm tra lại văn bản."),
}
RECURRENCE_ENDS = N_("Việc định kỳ này chỉ kéo dài đến {day}. Hãy cho dừng nhiệm vụ sau ngày đó.")


class Refused(Exception):
    """The phrase was understood far enough to know that no day may be read from it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def problem(code: str) -> Problem:
    return Problem(code, MESSAGES[code])


def recurrence_ends(day: date) -> Problem:
    """A recurrence has no last day in the model, so the officer is told of it."""
    return Problem("recurrence_ends", RECURRENCE_ENDS.format(day=day.strftime("%d/%m/%Y")))
