"""Plans written after the mending on the others: a school, a water company, a department of culture."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, other, task

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

SCHOOL = Paper(
    "truong-thpt",
    "html",
    {
        "number": "89/KH-THPTLHP",
        "kind": "Kế hoạch",
        "issued_on": "2026-08-28",
        "title": "Ứng dụng công nghệ thông tin, chuyển đổi số năm học 2026 - 2027",
    },
    (
        Columns(
            "SỞ GD&ĐT NINH BÌNH\nTRƯỜNG THPT CHUYÊN LÊ HỒNG PHONG\nSố: 89/KH-THPTLHP",
            f"{STATE}\nNinh Bình, ngày 28 tháng 8 năm 2026",
        ),
        "KẾ HOẠCH\nỨng dụng công nghệ thông tin, chuyển đổi số năm học 2026 - 2027\n",
        "III. TIẾN ĐỘ THỰC HIỆN\n",
        Sheet(
            "deadline title responsible_head lead coordinating",
            (("Thời gian", "Nội dung công việc", "Phụ trách", "Đơn vị thực hiện", "Phối hợp"),),
            (
                task(
                    "Tháng 9/2026",
                    "Kiện toàn Ban Chỉ đạo chuyển đổi số nhà trường",
                    "Hiệu trưởng",
                    "Văn phòng",
                    "Các tổ chuyên môn",
                ),
                task("^", "Cập nhật cơ sở dữ liệu ngành", "Thầy Trần Văn L", "Tổ Tin học", "Giáo viên chủ nhiệm"),
                task(
                    "Tháng 10 - 11/2026",
                    "Tập huấn ra đề kiểm tra trên máy tính",
                    "Phó Hiệu trưởng",
                    "Tổ Toán - Tin",
                    "Các tổ chuyên môn",
                ),
                task("Trước 31/12/2026", "Ký số học bạ học kỳ I", "^", "Tổ Văn phòng", "Viettel Ninh Bình"),
                task(
                    "01 - 02/2027",
                    "Dạy học trực tuyến dịp nghỉ Tết (nếu có)",
                    "^",
                    "Các tổ chuyên môn",
                    "Đoàn TNCS HCM trường",
                ),
                task("Hết tháng 5/2027", "Tổng kết, báo cáo Sở", "Hiệu trưởng", "Văn phòng", ""),
            ),
        ),
        Columns("Nơi nhận:\n- Sở GD&ĐT;\n- Lưu VP.", "HIỆU TRƯỞNG"),
    ),
    agencies={
        "Viettel Ninh Bình": "Viettel tỉnh",
        "Đoàn TNCS HCM trường": "Đoàn Thanh niên Cộng sản Hồ Chí Minh trường",
    },
    deadlines={
        "Tháng 9/2026": "date 2026-09-01..2026-09-30",
        "Tháng 10 - 11/2026": "range 2026-10-01..2026-11-30",
        "Trước 31/12/2026": "date 2026-12-31 before",
        "01 - 02/2027": "unclear",
        "Hết tháng 5/2027": "date 2027-05-31 until",
    },
)

WATER = Paper(
    "cong-ty-cap-nuoc-han-man",
    "txt",
    {
        "number": "102/KH-CTCN",
        "kind": "Kế hoạch",
        "issued_on": "2026-01-22",
        "title": "Bảo đảm cấp nước sinh hoạt mùa khô, xâm nhập mặn năm 2026",
    },
    (
        Columns(
            "CÔNG TY CỔ PHẦN CẤP NƯỚC BẾN TRE\n\nSố: 102/KH-CTCN", f"{STATE}\n\nVĩnh Long, ngày 22 tháng 01 năm 2026"
        ),
        "KẾ HOẠCH\nBảo đảm cấp nước sinh hoạt mùa khô, xâm nhập mặn năm 2026\n",
        "1. Phương án\n",
        Sheet(
            "number title lead coordinating deadline deliverable",
            (
                (
                    "Số TT",
                    "Việc cần làm",
                    "Đơn vị chịu trách nhiệm chính",
                    "Đơn vị hỗ trợ",
                    "Khi nào xong",
                    "Kết quả cần đạt",
                ),
            ),
            (
                task(
                    "1",
                    "Đắp đập tạm ngăn mặn",
                    "Xí nghiệp Cấp nước An Hiệp",
                    "UBND xã An Hiệp, Công an xã",
                    "Trước 05/02/2026",
                    "01 đập",
                ),
                task(
                    "2",
                    "Đo mặn tại các điểm lấy nước thô",
                    "Phòng Kỹ thuật",
                    "Các nhà máy nước",
                    "Hằng ngày",
                    "Nhật ký đo mặn",
                ),
                task(
                    "3",
                    "Vận hành trạm lọc RO",
                    "Các nhà máy nước",
                    "Điện lực khu vực",
                    "Khi độ mặn trên 1‰",
                    "Nước dưới 250 mg/l",
                ),
                task("4", "Thuê sà lan chở nước ngọt", "Phòng KD", "Phòng TC-KT", "15/3 - 30/4/2026", "10 chuyến"),
                task("5", "Báo cáo Sở NN&MT, Sở XD", "Phòng Kỹ thuật", "", "16h thứ Sáu hằng tuần", "Báo cáo tuần"),
            ),
        ),
    ),
    agencies={
        "UBND xã An Hiệp, Công an xã": "Ủy ban nhân dân xã An Hiệp | Công an xã",
        "Phòng KD": "Phòng Kinh doanh",
        "Phòng TC-KT": "Phòng Tài chính kế toán",
        "Điện lực khu vực": "Điện lực khu vực",
    },
    deadlines={
        "Trước 05/02/2026": "date 2026-02-05 before",
        "Hằng ngày": "recurring daily",
        "Khi độ mặn trên 1‰": "unclear",
        "15/3 - 30/4/2026": "range 2026-03-15..2026-04-30",
        "16h thứ Sáu hằng tuần": "recurring weekly",
    },
)

CULTURE = Paper(
    "du-lich-van-hoa-thanh-pho",
    "docx",
    {
        "number": "1203/KH-SVHTT",
        "kind": "Kế hoạch",
        "issuer": "Sở Văn hóa và Thể thao",
        "issued_on": "2026-04-08",
        "title": "Triển khai Nghị quyết số 80-NQ/TW về phát triển văn hóa Việt Nam năm 2026",
    },
    (
        Columns(
            "UBND THÀNH PHỐ HẢI PHÒNG\nSỞ VĂN HÓA VÀ THỂ THAO\nSố: 1203/KH-SVHTT",
            f"{STATE}\nHải Phòng, ngày 08 tháng 4 năm 2026",
        ),
        "KẾ HOẠCH\nTriển khai Nghị quyết số 80-NQ/TW về phát triển văn hóa Việt Nam năm 2026\n",
        "Phụ lục 1\nCHỈ TIÊU NĂM 2026\n",
        Sheet(
            "number title unit 2026 - lead",
            (("TT", "Chỉ tiêu", "Đơn vị", "Chỉ tiêu năm 2026", "So với năm 2025", "Đơn vị theo dõi, đánh giá"),),
            (
                task("1", "Gia đình đạt danh hiệu văn hóa", "%", "92,5", "+0,5", "Phòng XDNSVH&GĐ"),
                task(
                    "2",
                    "Người tập luyện thể dục thể thao thường xuyên",
                    "% dân số",
                    "từ 42 trở lên",
                    "+1",
                    "Phòng QLTDTT",
                ),
                task(
                    "3",
                    "Huy chương tại Đại hội Thể thao toàn quốc",
                    "Huy chương",
                    "120 - 130",
                    "",
                    "Trung tâm HLTĐTDTT",
                ),
            ),
            appendix="1",
        ),
        "Phụ lục 2\nNHIỆM VỤ NĂM 2026\n",
        Sheet(
            "number title lead coordinating deliverable deadline -",
            (
                (
                    "TT",
                    "Nội dung nhiệm vụ",
                    "Đơn vị chủ trì",
                    "Đơn vị phối hợp",
                    "Sản phẩm đầu ra",
                    "Thời gian hoàn thành",
                    "Nguồn kinh phí",
                ),
            ),
            (
                group("I/", "Thiết chế văn hóa", "", "", "", "", "", label="I", title="Thiết chế văn hóa"),
                task(
                    "1",
                    "Trình HĐND thành phố Nghị quyết hỗ trợ đội văn nghệ cơ sở",
                    "Phòng QLVH&GĐ",
                    "VP Sở, Phòng TC-KH",
                    "Nghị quyết",
                    "Kỳ họp thường lệ giữa năm (tháng 7/2026)",
                    "NSTP",
                ),
                task(
                    "2",
                    "Số hóa 500 hiện vật\n- Bảo tàng Hải Phòng: 300;\n- Bảo tàng Hải Dương: 200",
                    "Bảo tàng thành phố",
                    "Trung tâm Thông tin di sản",
                    "500 hiện vật",
                    "Xong trong năm",
                    "NSTP",
                ),
                group("II/", "Công nghiệp văn hóa", "", "", "", "", "", label="II", title="Công nghiệp văn hóa"),
                task(
                    "3",
                    "Lễ hội Hoa phượng đỏ",
                    "Sở VH&TT",
                    "Sở Du lịch; Công an TP; UBND quận Hồng Bàng (nay là UBND phường Hồng Bàng)",
                    "Lễ hội",
                    "Từ 09/5 đến 13/5/2026",
                    "XHH",
                ),
                task(
                    "4",
                    "Đề cử di sản với UNESCO",
                    "^",
                    "Bộ VHTTDL, Ủy ban Quốc gia UNESCO Việt Nam",
                    "Hồ sơ",
                    "Nộp trước 31/01/2027",
                    "NSTP",
                ),
                task(
                    "5",
                    "Đào tạo vận động viên trẻ",
                    "Trung tâm HLTĐTDTT",
                    "Trường ĐH TDTT Bắc Ninh",
                    "150 VĐV",
                    "2026-2028, sơ kết hằng năm",
                    "NSTP, XHH",
                ),
                other("*", "Nhiệm vụ phát sinh thực hiện theo chỉ đạo của UBND thành phố.", "<", "<", "<", "<", "<"),
            ),
            appendix="2",
        ),
        Columns("Nơi nhận:\n- UBND TP;\n- Lưu: VT, VP.", "GIÁM ĐỐC"),
    ),
    agencies={
        "VP Sở, Phòng TC-KH": "Văn phòng Sở | Phòng Tài chính - Kế hoạch",
        "Bảo tàng thành phố": "Bảo tàng Thành phố",
        "Sở VH&TT": "Sở Văn hóa và Thể thao",
        "Sở Du lịch; Công an TP; UBND quận Hồng Bàng (nay là UBND phường Hồng Bàng)": (
            "Sở Du lịch | Công an Thành phố | Ủy ban nhân dân quận Hồng Bàng"
        ),
        "Bộ VHTTDL, Ủy ban Quốc gia UNESCO Việt Nam": (
            "Bộ Văn hóa, Thể thao và Du lịch | Ủy ban Quốc gia UNESCO Việt Nam"
        ),
        "Trường ĐH TDTT Bắc Ninh": "Trường Đại học Thể dục thể thao Bắc Ninh",
    },
    deadlines={
        "Kỳ họp thường lệ giữa năm (tháng 7/2026)": "unclear",
        "Xong trong năm": "date 2026-01-01..2026-12-31",
        "Từ 09/5 đến 13/5/2026": "range 2026-05-09..2026-05-13",
        "Nộp trước 31/01/2027": "date 2027-01-31 before",
        "2026-2028, sơ kết hằng năm": "recurring 2026-01-01.. yearly",
    },
    targets={
        "92,5": ("=", 92.5, 92.5, "%"),
        "từ 42 trở lên": (">=", 42.0, None, "% dân số"),
        "120 - 130": ("range", 120.0, 130.0, "Huy chương"),
    },
)

PAPERS = (SCHOOL, WATER, CULTURE)
