"""Plans of party committees on Resolution 57 and on a whole term, and of a steering committee of a city."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, task

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

WARD_57 = Paper(
    "dang-uy-phuong-nghi-quyet-57",
    "pdf",
    {
        "number": "21-KH/ĐU",
        "kind": "Kế hoạch",
        "issuer": "Đảng ủy phường Hạc Thành",
        "issued_on": "2025-09-15",
    },
    (
        Columns(
            "ĐẢNG BỘ TỈNH THANH HÓA\nĐẢNG ỦY PHƯỜNG HẠC THÀNH\n*\nSố 21-KH/ĐU",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nHạc Thành, ngày 15 tháng 9 năm 2025",
        ),
        "KẾ HOẠCH\nthực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị\n-----\n",
        "Phụ lục I\nNHIỆM VỤ TRỌNG TÂM\n",
        Sheet(
            "number title responsible_head lead coordinating deadline deliverable",
            (
                (
                    "TT",
                    "Nhiệm vụ, giải pháp",
                    "Đồng chí chỉ đạo",
                    "Cơ quan chủ trì, tham mưu",
                    "Cơ quan phối hợp",
                    "Thời gian hoàn thành",
                    "Sản phẩm, kết quả",
                ),
            ),
            (
                task(
                    "1.",
                    "Thành lập Ban Chỉ đạo 57 của phường",
                    "Bí thư Đảng ủy",
                    "Văn phòng Đảng ủy",
                    "Ban Xây dựng Đảng",
                    "Trong tháng 9/2025",
                    "Quyết định",
                ),
                task(
                    "2.",
                    "Đưa nội dung Nghị quyết vào sinh hoạt chi bộ",
                    "^",
                    "Ban Xây dựng Đảng",
                    "Các chi bộ, đảng bộ bộ phận trực thuộc",
                    "Thường xuyên (hằng tháng)",
                    "Nghị quyết chi bộ",
                ),
                task(
                    "3.",
                    "Mỗi cán bộ, công chức sử dụng thành thạo ít nhất một công cụ trí tuệ nhân tạo "
                    "trong công việc, bảo đảm an toàn thông tin, không đưa tài liệu mật lên môi trường mạng",
                    "Phó Bí thư Đảng ủy, Chủ tịch UBND phường",
                    "UBND phường",
                    "Đoàn TNCS Hồ Chí Minh phường",
                    "31/12/2025",
                    "100% cán bộ",
                ),
                task(
                    "4.",
                    "Phủ sóng wifi miễn phí tại nhà văn hóa tổ dân phố",
                    "^",
                    "^",
                    "VNPT Thanh Hóa; Viettel Thanh Hóa",
                    "Năm 2025-2026",
                    "42/42 tổ dân phố",
                ),
                task(
                    "5.",
                    "Giám sát chuyên đề việc thực hiện Nghị quyết",
                    "Chủ nhiệm UBKT",
                    "UBKT Đảng ủy",
                    "MTTQ và các tổ chức CT-XH phường",
                    "Quý II hằng năm",
                    "Kết luận giám sát",
                ),
            ),
            appendix="I",
        ),
        Columns("Nơi nhận:\n- Thường trực Tỉnh ủy;\n- Lưu VPĐU.", "T/M BAN THƯỜNG VỤ\nBÍ THƯ"),
    ),
    agencies={
        "Văn phòng Đảng ủy": "Văn phòng Đảng ủy phường",
        "Ban Xây dựng Đảng": "Ban Xây dựng Đảng Đảng ủy phường",
        "Các chi bộ, đảng bộ bộ phận trực thuộc": "Các chi bộ, đảng bộ bộ phận trực thuộc",
        "UBND phường": "Ủy ban nhân dân phường",
        "Đoàn TNCS Hồ Chí Minh phường": "Đoàn Thanh niên phường",
        "VNPT Thanh Hóa; Viettel Thanh Hóa": "VNPT tỉnh | Viettel tỉnh",
        "UBKT Đảng ủy": "Ủy ban Kiểm tra Đảng ủy phường",
        "MTTQ và các tổ chức CT-XH phường": "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
    },
    deadlines={
        "Trong tháng 9/2025": "date 2025-09-01..2025-09-30",
        "Thường xuyên (hằng tháng)": "recurring monthly",
        "31/12/2025": "date 2025-12-31",
        "Năm 2025-2026": "range 2025-01-01..2026-12-31",
        "Quý II hằng năm": "recurring yearly",
    },
)

TERM = Paper(
    "chuong-trinh-toan-khoa-thanh-uy",
    "docx",
    {
        "number": "01-CTr/TU",
        "kind": "Chương trình",
        "issuer": "Thành ủy Đà Nẵng",
        "issued_on": "2025-11-03",
        "title": "Làm việc toàn khóa của Ban Chấp hành Đảng bộ Thành phố khóa XXIII, nhiệm kỳ 2025 - 2030",
    },
    (
        Columns("THÀNH ỦY ĐÀ NẴNG\n*\nSố 01-CTr/TU", "ĐẢNG CỘNG SẢN VIỆT NAM\nĐà Nẵng, ngày 03 tháng 11 năm 2025"),
        "CHƯƠNG TRÌNH\nLàm việc toàn khóa của Ban Chấp hành Đảng "
        "bộ Thành phố khóa XXIII, nhiệm kỳ 2025 - 2030\n-----",
        Sheet(
            "number title lead coordinating authority deadline",
            (
                ("Số TT", "Nội dung", "Cơ quan", "<", "Cấp ban hành", "Thời gian"),
                ("^", "^", "chuẩn bị", "phối hợp", "^", "^"),
            ),
            (
                group("NĂM 2025", *["<"] * 5, label=None, title="NĂM 2025"),
                task(
                    "1",
                    "Quy chế làm việc của Ban Chấp hành",
                    "Văn phòng Thành ủy",
                    "Các cơ quan tham mưu, giúp việc Thành ủy",
                    "BCH Đảng bộ",
                    "Tháng 11",
                ),
                task(
                    "2", "Chương trình kiểm tra, giám sát toàn khóa", "UBKT Thành ủy", "^", "BTV Thành ủy", "Tháng 12"
                ),
                group("NĂM 2026", *["<"] * 5, label=None, title="NĂM 2026"),
                task(
                    "3",
                    "Nghị quyết phát triển Trung tâm tài chính quốc tế",
                    "Đảng ủy UBND Thành phố",
                    "Ban Chính sách, chiến lược TU",
                    "BCH Đảng bộ",
                    "Quý I",
                ),
                task(
                    "4",
                    "Sơ kết công tác xây dựng Đảng 6 tháng",
                    "Ban Tổ chức TU",
                    "Các đảng ủy trực thuộc",
                    "BTV Thành ủy",
                    "Tháng 6",
                ),
                task(
                    "5",
                    "Đề án nâng cao năng lực lãnh đạo của đảng ủy xã, phường, đặc khu",
                    "Ban Tổ chức TU",
                    "Ban Tuyên giáo và Dân vận TU, Trường Chính trị Thành phố",
                    "BTV Thành ủy",
                    "Quý III",
                ),
            ),
        ),
        Columns("Nơi nhận:\n- Bộ Chính trị;\n- Lưu Văn phòng Thành ủy.", "T/M BAN CHẤP HÀNH\nBÍ THƯ"),
    ),
    agencies={
        "UBKT Thành ủy": "Ủy ban Kiểm tra Thành ủy",
        "Đảng ủy UBND Thành phố": "Đảng ủy Ủy ban nhân dân Thành phố",
        "Ban Chính sách, chiến lược TU": "Ban Chính sách, chiến lược Thành ủy",
        "Ban Tổ chức TU": "Ban Tổ chức Thành ủy",
        "Các đảng ủy trực thuộc": "Các đảng ủy trực thuộc Thành ủy",
        "Ban Tuyên giáo và Dân vận TU, Trường Chính trị Thành phố": (
            "Ban Tuyên giáo và Dân vận Thành ủy | Trường Chính trị Thành phố"
        ),
    },
    deadlines={
        "Tháng 11": "date 2025-11-01..2025-11-30",
        "Tháng 12": "date 2025-12-01..2025-12-31",
        "Quý I": "date 2026-01-01..2026-03-31",
        "Tháng 6": "date 2026-06-01..2026-06-30",
        "Quý III": "date 2026-07-01..2026-09-30",
    },
)

CITY_57 = Paper(
    "nghi-quyet-57-can-tho",
    "docx",
    {
        "number": "33-KH/BCĐ",
        "kind": "Kế hoạch",
        "issued_on": "2026-02-09",
    },
    (
        Columns(
            "THÀNH ỦY CẦN THƠ\nBAN CHỈ ĐẠO VỀ PHÁT TRIỂN KHCN, ĐMST VÀ CĐS\n*\nSố 33-KH/BCĐ",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nCần Thơ, ngày 09 tháng 02 năm 2026",
        ),
        "KẾ HOẠCH\nhoạt động năm 2026 của Ban Chỉ đạo\n-----\n",
        "PHỤ LỤC I\nCÁC CHỈ TIÊU CHỦ YẾU\n",
        Sheet(
            "number title unit - 2026 2030 lead",
            (
                (
                    "TT",
                    "Tên chỉ tiêu",
                    "Đơn vị",
                    "Thực hiện 2025",
                    "Mục tiêu",
                    "<",
                    "Cơ quan chủ trì theo dõi, báo cáo",
                ),
                ("^", "^", "^", "^", "Năm 2026", "Đến 2030", "^"),
            ),
            (
                group(
                    "I",
                    "Khoa học, công nghệ và đổi mới sáng tạo",
                    *["<"] * 5,
                    label="I",
                    title="Khoa học, công nghệ và đổi mới sáng tạo",
                ),
                task(
                    "1",
                    "Tỷ lệ chi ngân sách cho KH&CN trên tổng chi ngân sách địa phương",
                    "%",
                    "1,8",
                    "≥ 2,0",
                    "3",
                    "Sở Tài chính",
                ),
                task("2", "Số doanh nghiệp khoa học và công nghệ", "DN", "25", "30", "60 - 70", "Sở KH&CN"),
                group("II", "Chuyển đổi số", *["<"] * 5, label="II", title="Chuyển đổi số"),
                task(
                    "3",
                    "Tỷ trọng kinh tế số trong GRDP",
                    "%",
                    "17,2",
                    "Trên 20",
                    "Tối thiểu 30",
                    "Thống kê thành phố",
                ),
                task("4", "Dân số có tài khoản VNeID mức 2", "%", "78", "85%", "", "Công an thành phố"),
            ),
            appendix="I",
        ),
        "PHỤ LỤC II\nCÁC NHIỆM VỤ TRỌNG TÂM\n",
        Sheet(
            "number title responsible_head lead coordinating deliverable deadline authority",
            (
                ("TT", "Nhiệm vụ", "Rõ người", "Rõ trách nhiệm", "<", "Rõ sản phẩm", "Rõ thời gian", "Rõ thẩm quyền"),
                ("^", "^", "^", "Chủ trì", "Phối hợp", "^", "^", "^"),
            ),
            (
                group("I", "Về thể chế", *["<"] * 6, label="I", title="Về thể chế"),
                task(
                    "1",
                    "Nghị quyết về sandbox công nghệ mới",
                    "GĐ Sở KH&CN",
                    "Sở KH&CN",
                    "Sở Tư pháp, Sở Tài chính và các đơn vị liên quan",
                    "Nghị quyết",
                    "Trình kỳ họp thường lệ giữa năm 2026",
                    "HĐND thành phố",
                ),
                task("2", "Cơ chế thuê chuyên gia", "", "", "", "", "", "", is_heading=True),
                task(
                    "2.1",
                    "Xây dựng danh mục vị trí cần thuê chuyên gia",
                    "GĐ Sở Nội vụ",
                    "Sở Nội vụ",
                    "Các cơ quan, đơn vị, địa phương",
                    "Danh mục",
                    "15/3/2026",
                    "CT UBND thành phố",
                    parent="2",
                ),
                task(
                    "2.2",
                    "Ban hành định mức chi",
                    "GĐ Sở Tài chính",
                    "Sở Tài chính",
                    "Sở Nội vụ",
                    "Quyết định",
                    "30 ngày kể từ ngày Danh mục được phê duyệt",
                    "UBND thành phố",
                    parent="2",
                ),
                group("II", "Về hạ tầng", *["<"] * 6, label="II", title="Về hạ tầng"),
                task(
                    "1",
                    "Xóa vùng lõm sóng di động",
                    "GĐ Sở KH&CN",
                    "Các doanh nghiệp viễn thông",
                    "UBND xã, phường",
                    "100% ấp, khu vực có sóng 4G",
                    "Trước Quý III/2026",
                    "Sở KH&CN",
                ),
                task(
                    "2",
                    "Vận hành Trung tâm giám sát, điều hành thông minh (IOC)",
                    "CVP UBND thành phố",
                    "VP UBND thành phố",
                    "VNPT Cần Thơ",
                    "IOC kết nối 30 nguồn dữ liệu",
                    "Quý II, III/2026",
                    "UBND thành phố",
                ),
            ),
            appendix="II",
        ),
    ),
    agencies={
        "Sở KH&CN": "Sở Khoa học và Công nghệ",
        "Thống kê thành phố": "Thống kê Thành phố",
        "Công an thành phố": "Công an Thành phố",
        "Sở Tư pháp, Sở Tài chính và các đơn vị liên quan": "Sở Tư pháp | Sở Tài chính | Các đơn vị liên quan",
        "UBND xã, phường": "Ủy ban nhân dân cấp xã",
        "VNPT Cần Thơ": "VNPT Thành phố",
        "VP UBND thành phố": "Văn phòng Ủy ban nhân dân Thành phố",
    },
    deadlines={
        "Trình kỳ họp thường lệ giữa năm 2026": "unclear",
        "15/3/2026": "date 2026-03-15",
        "30 ngày kể từ ngày Danh mục được phê duyệt": "relative",
        "Trước Quý III/2026": "date 2026-06-30 before",
        "Quý II, III/2026": "multi 2026-09-30",
    },
    targets={
        "≥ 2,0": (">=", 2.0, None, "%"),
        "3": ("=", 3.0, 3.0, "%"),
        "30": ("=", 30.0, 30.0, "DN"),
        "60 - 70": ("range", 60.0, 70.0, "DN"),
        "Trên 20": (">", 20.0, None, "%"),
        "Tối thiểu 30": (">=", 30.0, None, "%"),
        "85%": ("=", 85.0, 85.0, "%"),
    },
)

PAPERS = (WARD_57, TERM, CITY_57)
