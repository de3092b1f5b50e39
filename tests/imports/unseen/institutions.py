"""Plans of universities, hospitals, enterprises and offices that send a sheet without a letterhead."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, task

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

UNIVERSITY = Paper(
    "truong-dai-hoc",
    "docx",
    {
        "number": "215/KH-ĐHXD",
        "kind": "Kế hoạch",
        "issued_on": "2026-03-18",
        "title": "Chuyển đổi số năm học 2026 - 2027",
    },
    (
        Columns(
            "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG ĐẠI HỌC XÂY DỰNG HÀ NỘI\nSố: 215/KH-ĐHXD",
            f"{STATE}\nHà Nội, ngày 18 tháng 3 năm 2026",
        ),
        "KẾ HOẠCH\nChuyển đổi số năm học 2026 - 2027\n",
        Sheet(
            "number title lead coordinating deliverable deadline",
            (("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Kết quả/Minh chứng", "Thời gian"),),
            (
                task("1", "Đào tạo", "", "", "", "", is_heading=True),
                task(
                    "1.1",
                    "Số hóa học liệu các học phần cơ sở ngành",
                    "Phòng Đào tạo",
                    "Các khoa",
                    "200 học liệu số",
                    "Học kỳ I năm học 2026 - 2027",
                    parent="1",
                ),
                task(
                    "1.2",
                    "Triển khai hệ thống thi trực tuyến",
                    "Phòng Khảo thí và Đảm bảo chất lượng",
                    "Trung tâm CNTT",
                    "Hệ thống vận hành",
                    "Tháng 9/2026",
                    parent="1",
                ),
                task("2", "Nghiên cứu khoa học", "", "", "", "", is_heading=True),
                task(
                    "2.1",
                    "Cập nhật cơ sở dữ liệu khoa học và công nghệ",
                    "Phòng Khoa học và Hợp tác quốc tế",
                    "Các khoa",
                    "100% đề tài",
                    "Thường xuyên",
                    parent="2",
                ),
                task(
                    "2.2",
                    "Xây dựng thư viện số dùng chung",
                    "Thư viện và Mạng thông tin",
                    "Phòng Khoa học và Hợp tác quốc tế",
                    "Thư viện số",
                    "Quý 1-2/2026",
                    parent="2",
                ),
                task("3", "Quản trị nội bộ", "", "", "", "", is_heading=True),
                task(
                    "3.1",
                    "Ký số toàn bộ văn bản đi",
                    "Phòng Hành chính - Tổng hợp",
                    "Toàn trường",
                    "100% văn bản",
                    "Từ 01/4/2026",
                    parent="3",
                ),
            ),
        ),
    ),
    agencies={"Trung tâm CNTT": "Trung tâm Công nghệ thông tin"},
    deadlines={
        "Học kỳ I năm học 2026 - 2027": "unclear",
        "Tháng 9/2026": "date 2026-09-01..2026-09-30",
        "Thường xuyên": "ongoing",
        "Quý 1-2/2026": "range 2026-01-01..2026-06-30",
        "Từ 01/4/2026": "ongoing 2026-04-01..",
    },
)

HOSPITAL = Paper(
    "benh-vien",
    "xlsx",
    {
        "number": "61/KH-BV",
        "kind": "Kế hoạch",
        "issued_on": "2026-01-30",
        "title": "Cải tiến chất lượng bệnh viện năm 2026",
    },
    (
        Columns("SỞ Y TẾ NINH BÌNH\nBỆNH VIỆN ĐA KHOA HOA LƯ", STATE),
        Columns("Số: 61/KH-BV", "Ninh Bình, ngày 30 tháng 01 năm 2026"),
        "KẾ HOẠCH\nCải tiến chất lượng bệnh viện năm 2026",
        Sheet(
            "- title lead responsible_head deliverable deadline note",
            (
                (
                    "Tiêu chí",
                    "Hoạt động cải tiến",
                    "Khoa/phòng chịu trách nhiệm",
                    "Người phụ trách",
                    "Kết quả mong đợi",
                    "Thời gian hoàn thành",
                    "Ghi chú",
                ),
            ),
            (
                task(
                    "A1.1",
                    "Bổ sung biển chỉ dẫn tại khu khám bệnh",
                    "Phòng Hành chính quản trị",
                    "CN. Nguyễn Văn B",
                    "Mức 4",
                    "31/3/2026",
                    "",
                ),
                task("A1.2", "Lắp đặt ghế chờ và quạt tại khu chờ", "^", "^", "Mức 4", "Quý II/2026", ""),
                task(
                    "C4.1",
                    "Giám sát tuân thủ vệ sinh tay",
                    "Khoa Kiểm soát nhiễm khuẩn",
                    "ĐD. Trần Thị C",
                    "- Tỷ lệ tuân thủ đạt 85%;\n- Báo cáo hằng tháng",
                    "Hằng tháng",
                    "",
                ),
                task(
                    "D2.1",
                    "Xây dựng hệ thống báo cáo sự cố y khoa",
                    "Phòng Quản lý chất lượng",
                    "BS. Lê Văn D",
                    "Phần mềm báo cáo",
                    "Trước 01/7/2026",
                    "Kinh phí tự chủ",
                ),
            ),
        ),
    ),
    agencies={},
    deadlines={
        "31/3/2026": "date 2026-03-31",
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "Hằng tháng": "recurring monthly",
        "Trước 01/7/2026": "date 2026-07-01 before",
    },
)

ENTERPRISE = Paper(
    "tong-cong-ty",
    "pdf",
    {
        "number": "733/KH-EVNNPC",
        "kind": "Kế hoạch",
        "issued_on": "2026-02-05",
        "title": "Hành động thực hiện chủ đề năm 2026",
    },
    (
        Columns(
            "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM\nTỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC\nSố: 733/KH-EVNNPC",
            f"{STATE}\nHà Nội, ngày 05 tháng 02 năm 2026",
        ),
        "KẾ HOẠCH\nHành động thực hiện chủ đề năm 2026\n",
        Sheet(
            "number title lead coordinating deadline deliverable",
            (
                (
                    "TT",
                    "NỘI DUNG CÔNG VIỆC",
                    "BAN/ĐƠN VỊ CHỦ TRÌ",
                    "BAN/ĐƠN VỊ PHỐI HỢP",
                    "THỜI HẠN HOÀN THÀNH",
                    "SẢN PHẨM",
                ),
            ),
            (
                group("I. SẢN XUẤT - KINH DOANH", "<", "<", "<", "<", "<", label="I", title="SẢN XUẤT - KINH DOANH"),
                *(
                    task(str(number), title, "Ban Kinh doanh", "Các công ty điện lực", deadline, "Báo cáo kết quả")
                    for number, (title, deadline) in enumerate(
                        (
                            (
                                "Phấn đấu điện thương phẩm tăng trưởng theo kế hoạch Tập đoàn giao và kiểm soát "
                                "chặt chẽ "
                                "công nợ tiền điện của khách hàng lớn",
                                "Năm 2026",
                            ),
                            ("Mở rộng dịch vụ điện trực tuyến cấp độ 4 trên toàn bộ các đơn vị", "Quý II/2026"),
                            (
                                "Thay thế công tơ cơ khí bằng công tơ điện tử có thu thập từ xa tại khu vực nông "
                                "thôn, "
                                "miền núi",
                                "T10/2026",
                            ),
                            ("Tổ chức Tháng tri ân khách hàng", "12/2026"),
                            ("Kiểm tra áp giá bán điện tại các đơn vị theo kế hoạch năm", "Tháng 4 ÷ tháng 9/2026"),
                        ),
                        start=1,
                    )
                ),
                group("II. ĐẦU TƯ XÂY DỰNG", "<", "<", "<", "<", "<", label="II", title="ĐẦU TƯ XÂY DỰNG"),
                *(
                    task(
                        str(number),
                        f"Hoàn thành đóng điện {title}",
                        "Ban Quản lý dự án lưới điện",
                        "Ban Kỹ thuật",
                        deadline,
                        "Công trình đóng điện",
                    )
                    for number, (title, deadline) in enumerate(
                        (
                            ("trạm biến áp 110 kV Yên Bình", "30/6/2026"),
                            ("đường dây 110 kV Mường La - Sơn La mạch 2", "Tháng 8/2026"),
                            ("trạm biến áp 110 kV Khu công nghiệp Tiên Du mở rộng và các nhánh rẽ", "Quý IV/2026"),
                            ("đường dây và trạm biến áp phục vụ khu đô thị mới", "Chậm nhất ngày 15/11/2026"),
                        ),
                        start=6,
                    )
                ),
            ),
        ),
    ),
    agencies={},
    deadlines={
        "Năm 2026": "date 2026-01-01..2026-12-31",
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "T10/2026": "date 2026-10-01..2026-10-31",
        "12/2026": "date 2026-12-01..2026-12-31",
        "Tháng 4 ÷ tháng 9/2026": "range 2026-04-01..2026-09-30",
        "30/6/2026": "date 2026-06-30",
        "Tháng 8/2026": "date 2026-08-01..2026-08-31",
        "Quý IV/2026": "date 2026-10-01..2026-12-31",
        "Chậm nhất ngày 15/11/2026": "date 2026-11-15",
    },
)

BARE_SHEET = Paper(
    "danh-muc-khong-tieu-de",
    "xlsx",
    {"number": None, "kind": "", "title": "DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026", "issuer": ""},
    (
        "DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026",
        Sheet(
            "number title lead deadline note",
            (("STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Ghi chú"),),
            (
                task("1", "Chuyển đổi số", "", "", "", is_heading=True),
                task("1.1", "Triển khai phần mềm quản lý văn bản", "Văn phòng", "Tháng 3/2026", "", parent="1"),
                task(
                    "1.2",
                    "Số hóa hồ sơ lưu trữ",
                    "Phòng Tổ chức - Hành chính",
                    "30/11/2026",
                    "Giai đoạn 1",
                    parent="1",
                ),
                task("2", "Cải cách hành chính", "", "", "", is_heading=True),
                task("2.1", "Khảo sát mức độ hài lòng", "Phòng Tổ chức - Hành chính", "Quý 4/2026", "", parent="2"),
            ),
        ),
    ),
    deadlines={
        "Tháng 3/2026": "date 2026-03-01..2026-03-31",
        "30/11/2026": "date 2026-11-30",
        "Quý 4/2026": "date 2026-10-01..2026-12-31",
    },
)

BULLETS = Paper(
    "so-nganh-tieu-muc-gach-dau-dong",
    "html",
    {
        "number": "412/KH-SNV",
        "kind": "Kế hoạch",
        "issuer": "Sở Nội vụ",
        "issued_on": "2026-01-05",
    },
    (
        Columns("UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 412/KH-SNV", f"{STATE}\nAn Giang, ngày 05 tháng 01 năm 2026"),
        "KẾ HOẠCH\nCông tác trọng tâm năm 2026 của ngành Nội vụ\n",
        "1. Lĩnh vực tổ chức bộ máy\n",
        Sheet(
            "number title lead deliverable deadline authority",
            (("TT", "Nhiệm vụ cụ thể", "Phòng, đơn vị tham mưu", "Sản phẩm", "Thời hạn trình", "Cấp ban hành"),),
            (
                task(
                    "1", "Sắp xếp đơn vị sự nghiệp công lập", "Phòng Tổ chức bộ máy", "Đề án", "Quý II", "UBND tỉnh"
                ),
                task(
                    "a",
                    "Khảo sát, đánh giá hiện trạng",
                    "Phòng Tổ chức bộ máy",
                    "Báo cáo",
                    "Tháng 2",
                    "Giám đốc Sở",
                    number="1.a",
                    parent="1",
                ),
                task(
                    "b",
                    "Lấy ý kiến các sở, ngành",
                    "Phòng Tổ chức bộ máy",
                    "Công văn",
                    "Tháng 4",
                    "Giám đốc Sở",
                    number="1.b",
                    parent="1",
                ),
                task(
                    "2",
                    "Giao biên chế công chức năm 2027",
                    "Phòng Tổ chức bộ máy",
                    "Quyết định",
                    "Trước 15/12",
                    "UBND tỉnh",
                ),
            ),
            section=("1", "Lĩnh vực tổ chức bộ máy"),
        ),
        "2. Lĩnh vực lao động, việc làm\n",
        Sheet(
            "number title lead deliverable deadline authority",
            (("TT", "Nhiệm vụ cụ thể", "Phòng, đơn vị tham mưu", "Sản phẩm", "Thời hạn trình", "Cấp ban hành"),),
            (
                task(
                    "1",
                    "Tổ chức sàn giao dịch việc làm",
                    "Trung tâm Dịch vụ việc làm",
                    "24 phiên",
                    "Định kỳ 2 lần/tháng",
                    "Giám đốc Sở",
                ),
                task(
                    "2",
                    "Điều tra tiền lương doanh nghiệp",
                    "Phòng Lao động - Việc làm",
                    "Báo cáo",
                    "Quý III hằng năm",
                    "Giám đốc Sở",
                ),
            ),
            section=("2", "Lĩnh vực lao động, việc làm"),
        ),
    ),
    agencies={},
    deadlines={
        "Quý II": "date 2026-04-01..2026-06-30",
        "Tháng 2": "date 2026-02-01..2026-02-28",
        "Tháng 4": "date 2026-04-01..2026-04-30",
        "Trước 15/12": "date 2026-12-15 before",
        "Định kỳ 2 lần/tháng": "unclear",
        "Quý III hằng năm": "recurring yearly",
    },
)

PAPERS = (UNIVERSITY, HOSPITAL, ENTERPRISE, BARE_SHEET, BULLETS)
