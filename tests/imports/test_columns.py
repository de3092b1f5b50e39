"""Headers in the words of many offices: each column's field, "" where no field fits and the words go to the note."""

import pytest

from tracker.imports.column_words import scores
from tracker.imports.columns import Field, read_header

TASKS = [
    (
        "STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời gian",
        "number title lead coordinating deliverable deadline",
    ),
    (
        "Số TT | Nội dung công việc | Đơn vị thực hiện | Đơn vị phối hợp | Kết quả | Thời hạn hoàn thành",
        "number title lead coordinating deliverable deadline",
    ),
    (
        "TT | Đầu việc | Cơ quan tham mưu | Phối hợp | Dự kiến kết quả | Tiến độ",
        "number title lead coordinating deliverable deadline",
    ),
    (
        "TT | Căn cứ giao nhiệm vụ | Nội dung công việc | Đơn vị chủ trì | Hạn xử lý",
        "number note title lead deadline",
    ),
    (
        "TT | Nhóm nhiệm vụ | Nhiệm vụ cụ thể | Chủ trì | Phối hợp | Lộ trình",
        "number - title lead coordinating deadline",
    ),
    (
        "TT | Nhiệm vụ, giải pháp | Lãnh đạo UBND tỉnh chỉ đạo | Cơ quan chủ trì tham mưu | Cấp ban hành | Hạn trình",
        "number title responsible_head lead authority deadline",
    ),
    (
        "Stt | Tên đề án, chương trình | Cơ quan chủ trì soạn thảo | Cơ quan trình | Cơ quan ban hành | Hạn trình",
        "number title lead authority - deadline",
    ),
    (
        "TT | Nội dung nhiệm vụ | Phân công thực hiện | Đồng chí phụ trách | Hoàn thành trước ngày",
        "number title lead responsible_head deadline",
    ),
    (
        "TT | Nội dung | Kinh phí thực hiện nhiệm vụ | Đơn vị được giao | Thời điểm hoàn thành | Ghi chú",
        "number title - lead deadline note",
    ),
    (
        "TT | Công việc | Đơn vị chủ trì thực hiện nhiệm vụ | Kết quả thực hiện nhiệm vụ | Mốc thời gian",
        "number title lead deliverable deadline",
    ),
    (
        "TT | Nhiệm vụ | Người đứng đầu cơ quan chủ trì | Cơ quan chủ trì | Thẩm quyền ban hành | Kỳ hạn",
        "number title responsible_head lead authority deadline",
    ),
    (
        "TT | Nhiệm vụ | Thời gian thực hiện Từ ngày | Thời gian thực hiện Đến ngày | Chủ trì",
        "number title - deadline lead",
    ),
    (
        "TT | Nhiệm vụ | Bắt đầu | Kết thúc | Đơn vị đầu mối | Đơn vị liên quan",
        "number title start deadline lead coordinating",
    ),
    (
        "TT | Mục tiêu, nhiệm vụ | Cơ quan, đơn vị chịu trách nhiệm | Yêu cầu về sản phẩm | Thời gian hoàn thành",
        "number title lead deliverable deadline",
    ),
    (
        "TT | Nội dung chỉ đạo | Địa điểm thực hiện | Nguồn lực | Thời gian | Bộ phận thực hiện",
        "number title - - deadline lead",
    ),
    (
        "TT | Hoạt động | Đối tượng | Người thực hiện | Thời gian | Kết quả mong đợi",
        "number title - responsible_head deadline deliverable",
    ),
    (
        "Mã số | Tên nhiệm vụ | UVBTV phụ trách | Cơ quan tham mưu chính | Hình thức | Thời gian trình",
        "number title responsible_head lead deliverable deadline",
    ),
    (
        "TT | Nhiệm vụ | Chủ trì | Tiến độ thực hiện đến nay | Thời hạn | Khó khăn, vướng mắc",
        "number title lead - deadline -",
    ),
    (
        "TT | Nội dung kiểm tra | Thành phần đoàn kiểm tra | Đơn vị chủ trì | Thời gian kiểm tra | Sản phẩm đầu ra",
        "number title - lead deadline deliverable",
    ),
    (
        "TT | Văn bản cần ban hành | Cơ quan chủ trì | Cơ quan phối hợp | Cấp trình, cấp phê duyệt | Thời gian",
        "number title lead coordinating authority deadline",
    ),
    (
        "TT | Nhiệm vụ | Cơ quan/đơn vị chủ trì | Cơ quan/đơn vị phối hợp | Sản phẩm/Kết quả | Thời gian/Hạn",
        "number title lead coordinating deliverable deadline",
    ),
    (
        "TT | Nhiệm vụ | Trách nhiệm chủ trì | Trách nhiệm phối hợp | Kết quả cần đạt | Thời gian (Quý/năm)",
        "number title lead coordinating deliverable deadline",
    ),
    (
        "Nhiệm vụ | Cơ quan thực hiện | Sản phẩm | Thời hạn",
        "title lead deliverable deadline",
    ),
    (
        "TT | Dự án | Chủ đầu tư | Thời gian khởi công | Thời gian hoàn thành | Tổng mức đầu tư",
        "number title lead start deadline -",
    ),
    (
        "TT | Nội dung | Cơ quan, tổ chức, cá nhân thực hiện | Cơ quan theo dõi, đôn đốc | Thời hạn",
        "number title lead - deadline",
    ),
    (
        "TT | Thủ tục hành chính | Nội dung đơn giản hóa | Cơ quan thực hiện | Lộ trình thực hiện",
        "number - title lead deadline",
    ),
    (
        "TT | NHIỆM VỤ TRỌNG TÂM | CƠ QUAN CHỦ TRÌ, THAM MƯU | CƠ QUAN PHỐI HỢP | SẢN PHẨM HOÀN THÀNH"
        " | HẠN HOÀN THÀNH | CẤP QUYẾT ĐỊNH | GHI CHÚ",
        "number title lead coordinating deliverable deadline authority note",
    ),
]
INDICATORS = [
    ("TT | Chỉ tiêu | ĐVT | 2025 | 2030 | 2035", "number title unit target target target"),
    ("TT | Tên chỉ tiêu | Đơn vị tính | Chỉ tiêu năm 2026 | Cơ quan theo dõi", "number title unit target lead"),
    (
        "TT | Chỉ tiêu | Đơn vị | Ước thực hiện 2025 | Kế hoạch 2026 | Cơ quan chủ trì báo cáo",
        "number title unit - target lead",
    ),
    (
        "TT | Chỉ số | Đ.vị tính | Hiện trạng năm 2024 | Mục tiêu 2025 | Mục tiêu đến năm 2030 | Đơn vị chủ trì",
        "number title unit - target target lead",
    ),
    (
        "TT | Tiêu chí | Đơn vị đo | Kết quả năm 2025 | Chỉ tiêu phấn đấu | Cơ quan phụ trách",
        "number title unit - target lead",
    ),
    (
        "STT | Nội dung chỉ tiêu | ĐV tính | Giai đoạn 2026-2030 Năm 2026 | Giai đoạn 2026-2030 Năm 2027 | Ghi chú",
        "number title unit target target note",
    ),
    ("TT | Chỉ tiêu | Kết quả | Cơ quan theo dõi", "number title target lead"),
]


@pytest.mark.parametrize(("header", "fields"), TASKS + INDICATORS)
def test_each_column_is_known_by_its_words(header: str, fields: str) -> None:
    columns = read_header(header.split(" | "))
    assert columns is not None
    assert [field.value if field else "-" for field in columns.fields] == fields.split()
    assert columns.is_indicators is ((header, fields) in INDICATORS)
    assert columns.is_tasks is ((header, fields) in TASKS)


@pytest.mark.parametrize(
    "row",
    [
        "Tổ chức hội nghị tổng kết nhiệm vụ | Sở Nội vụ chủ trì | Báo cáo kết quả | Quý IV/2026",
        "Rà soát nội dung kế hoạch | UBND xã thực hiện | Công an tỉnh phối hợp | Hoàn thành năm 2026",
        "1 | Nhiệm vụ trọng tâm | Cơ quan chủ trì | Thời gian",
        "Theo dõi tiến độ công việc | Các đơn vị | Thường xuyên | Báo cáo kết quả",
        "TT | Hạng mục mua sắm | Số lượng | Đơn giá | Thành tiền",
        " | nhiệm vụ được giao | và cơ quan phối hợp | hoàn thành sản phẩm",
    ],
)
def test_a_row_of_words_is_no_header(row: str) -> None:
    assert read_header(row.split(" | ")) is None


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Deadline", Field.DEADLINE),
        ("Khi nào xong", Field.DEADLINE),
        ("TG hoàn thành", Field.DEADLINE),
        ("Ai làm", Field.LEAD),
        ("Đơn vị chính", Field.LEAD),
        ("Lực lượng thực hiện", Field.LEAD),
        ("Giao cơ quan", Field.LEAD),
        ("Thành phần phối hợp", Field.COORDINATING),
        ("Cơ quan cùng thực hiện", Field.COORDINATING),
        ("Đơn vị tham gia", Field.COORDINATING),
        ("Rõ người", Field.HEAD),
        ("Cán bộ đầu mối", Field.HEAD),
        ("Người/đơn vị thực hiện", Field.LEAD),
        ("Minh chứng", Field.DELIVERABLE),
        ("Mã CV", Field.NUMBER),
    ],
)
def test_the_less_usual_names_of_columns_are_known(label: str, field: Field) -> None:
    fields = scores(label)
    assert max(fields, key=lambda one: fields[one]) is field


def test_the_column_beside_the_numbers_is_the_work_whatever_it_is_called() -> None:
    columns = read_header(("TT", "Sự việc", "Chủ trì", "Phối hợp", "Thời hạn"))
    assert columns is not None
    assert columns.index(Field.TITLE) == 1
    assert read_header(("TT", "Họ và tên", "Chủ trì", "Phối hợp", "Thời hạn")) is None


def test_a_heading_over_several_columns_is_no_name_of_the_first() -> None:
    parts = ("Đồng chí phụ trách", "Cơ quan chủ trì", "Cơ quan phối hợp")
    columns = read_header(["TT", "Nội dung nhiệm vụ", *(f"Phân công {part}" for part in parts), "Thời gian"])
    assert columns is not None
    assert columns.fields[2:5] == (Field.HEAD, Field.LEAD, Field.COORDINATING)
