"""Plans for administrative reform, Đề án 06, health and education, as departments, hospitals and committees write."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, rows

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

FARMING = Paper(
    "cai-cach-hanh-chinh-so-nnmt",
    "xlsx",
    {
        "number": "25/KH-SNNMT",
        "kind": "Kế hoạch",
        "issuer": "Sở Nông nghiệp và Môi trường",
        "issued_on": "2026-01-09",
    },
    (
        Columns(
            "UBND TỈNH GIA LAI\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nSố: 25/KH-SNNMT",
            f"{STATE}\nGia Lai, ngày 09 tháng 01 năm 2026",
        ),
        "KẾ HOẠCH\nCải cách hành chính năm 2026 của Sở Nông nghiệp và Môi trường tỉnh Gia Lai\n",
        "Chữ viết tắt:",
        "- TCCB: Tổ chức cán bộ;",
        "- QLĐĐ: Quản lý đất đai;",
        "- KHTC: Kế hoạch - Tài chính",
        "Phụ lục 1\n",
        Sheet(
            "number title deliverable deadline lead coordinating",
            (
                (
                    "TT",
                    "Nhiệm vụ",
                    "Kết quả, sản phẩm",
                    "Thời gian",
                    "Phòng, đơn vị chủ trì",
                    "Phòng, đơn vị phối hợp",
                ),
            ),
            rows("""
            = I ¦ CẢI CÁCH THỂ CHẾ ¦ ¦ ¦ ¦
            1 ¦ Ban hành kế hoạch rà soát văn bản quy phạm pháp luật ¦ Kế hoạch ¦ Tháng 1/2026 ¦ Văn phòng Sở ¦ Các
            > phòng, đơn vị thuộc Sở
            2 ¦ Tham mưu quy định hạn mức đất ở ¦ Quyết định ¦ Quý II/2026 ¦ Phòng QLĐĐ ¦ VPĐKĐĐ tỉnh; Phòng KHTC
            = II ¦ CẢI CÁCH THỦ TỤC HÀNH CHÍNH ¦ ¦ ¦ ¦
            3 ¦ Tái cấu trúc quy trình cấp phép môi trường ¦ 12 quy trình ¦ 30/06/2026 ¦ Chi cục BVMT ¦ Văn phòng
            > Sở, Chi cục TT&BVTV, Chi cục CN&TY
            4 ¦ Công khai kết quả giải quyết hồ sơ trễ hạn ¦ Văn bản xin lỗi ¦ Hàng tháng ¦ Bộ phận Một cửa ¦ Các
            > phòng: QLĐĐ, TCCB, KHTC
            = III ¦ CẢI CÁCH TỔ CHỨC BỘ MÁY ¦ ¦ ¦ ¦
            5 ¦ Kiện toàn Hạt Kiểm lâm khu vực sau sắp xếp ¦ Đề án ¦ Quý III/2026 ¦ Phòng TCCB ¦ Chi cục Kiểm lâm;
            > các Hạt Kiểm lâm; BQL rừng phòng hộ
            6 ¦ Đánh giá chỉ số hài lòng ¦ Báo cáo SIPAS ¦ 15/12/2026 ¦ P.TCCB ¦ TT CNTT TNMT
            """),
            appendix="1",
        ),
    ),
    agencies={
        "Các phòng, đơn vị thuộc Sở": "Các phòng, đơn vị thuộc Sở",
        "Phòng QLĐĐ": "Phòng Quản lý đất đai",
        "VPĐKĐĐ tỉnh; Phòng KHTC": "Văn phòng Đăng ký đất đai tỉnh | Phòng Kế hoạch - Tài chính",
        "Chi cục BVMT": "Chi cục Bảo vệ môi trường",
        "Văn phòng Sở, Chi cục TT&BVTV, Chi cục CN&TY": "Văn phòng Sở | Chi cục Trồng trọt và Bảo vệ thực vật | "
        "Chi cục Chăn nuôi và Thú y",
        "Bộ phận Một cửa": "Bộ phận Một cửa",
        "Các phòng: QLĐĐ, TCCB, KHTC": "Phòng Quản lý đất đai | Phòng Tổ chức cán bộ | Phòng Kế hoạch - Tài chính",
        "Phòng TCCB": "Phòng Tổ chức cán bộ",
        "Chi cục Kiểm lâm; các Hạt Kiểm lâm; BQL rừng phòng hộ": "Chi cục Kiểm lâm | Các Hạt Kiểm lâm | "
        "Ban Quản lý rừng phòng hộ",
        "P.TCCB": "Phòng Tổ chức cán bộ",
        "TT CNTT TNMT": "Trung tâm Công nghệ thông tin Tài nguyên và Môi trường",
    },
    deadlines={
        "Tháng 1/2026": "date 2026-01-01..2026-01-31",
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "30/06/2026": "date 2026-06-30",
        "Hàng tháng": "recurring monthly",
        "Quý III/2026": "date 2026-07-01..2026-09-30",
        "15/12/2026": "date 2026-12-15",
    },
)

HOSPITAL = Paper(
    "nq72-benh-vien",
    "html",
    {"number": "311/KH-BVĐK", "kind": "Kế hoạch", "issued_on": "2025-11-18"},
    (
        Columns(
            "SỞ Y TẾ THANH HÓA\nBỆNH VIỆN ĐA KHOA TỈNH\nSố: 311/KH-BVĐK",
            f"{STATE}\nThanh Hóa, ngày 18 tháng 11 năm 2025",
        ),
        "KẾ HOẠCH\nThực hiện Nghị quyết số 72-NQ/TW của Bộ Chính trị và bệnh án điện tử năm 2026\n",
        "Phòng Kế hoạch tổng hợp là thường trực. Phòng Công tác xã hội (CTXH) phụ trách truyền thông.\n",
        Sheet(
            "number title lead coordinating deadline responsible_head",
            (("STT", "Nội dung", "Khoa/phòng chủ trì", "Khoa/phòng phối hợp", "Thời gian", "Lãnh đạo chỉ đạo"),),
            rows("""
            1 ¦ Triển khai bệnh án điện tử toàn viện ¦ P. CNTT ¦ P.KHTH; P.ĐD; các khoa lâm sàng ¦ 31/03/2026 ¦ GĐ
            2 ¦ Liên thông kết quả xét nghiệm với bệnh viện hạng I ¦ Khoa XN ¦ Khoa CĐHA, Khoa HHTM, P. CNTT ¦ Quý
            > II/2026 ¦ PGĐ Lê Thị B
            3 ¦ Tiếp nhận người bệnh bằng căn cước gắn chip ¦ Khoa Khám bệnh ¦ Phòng TC-KT⏎Phòng CTXH⏎Tổ bảo vệ ¦
            > Tháng 12/2025 ¦ ^
            4 ¦ Tổ chức cấp cứu đột quỵ trong "giờ vàng" ¦ Khoa HSTC-CĐ ¦ Khoa Cấp cứu, TT Đột quỵ; Khoa Nội TM ¦
            > Quý III/2026 ¦ PGĐ Trần C
            5 ¦ Đào tạo, chuyển giao kỹ thuật cho trạm y tế ¦ TT ĐT-CĐT ¦ Trạm Y tế các xã, phường ¦ Định kỳ hàng
            > quý ¦ ^
            6 ¦ Khảo sát hài lòng người bệnh ¦ Phòng QLCL ¦ Phòng CTXH, Phòng Điều dưỡng ¦ 20/12/2026 ¦ GĐ
            """),
        ),
    ),
    agencies={
        "P. CNTT": "Phòng Công nghệ thông tin",
        "P.KHTH; P.ĐD; các khoa lâm sàng": "Phòng Kế hoạch tổng hợp | Phòng ĐD | Các khoa lâm sàng",
        "Khoa XN": "Khoa XN",
        "Khoa CĐHA, Khoa HHTM, P. CNTT": "Khoa CĐHA | Khoa HHTM | Phòng Công nghệ thông tin",
        "Phòng TC-KT Phòng CTXH Tổ bảo vệ": "Phòng Tài chính kế toán | Phòng Công tác xã hội | Tổ bảo vệ",
        "Khoa HSTC-CĐ": "Khoa HSTC-CĐ",
        "Khoa Cấp cứu, TT Đột quỵ; Khoa Nội TM": "Khoa Cấp cứu | Trung tâm Đột quỵ | Khoa Nội TM",
        "TT ĐT-CĐT": "Trung tâm ĐT-CĐT",
        "Trạm Y tế các xã, phường": "Trạm Y tế cấp xã",
        "Phòng QLCL": "Phòng Quản lý chất lượng",
        "Phòng CTXH, Phòng Điều dưỡng": "Phòng Công tác xã hội | Phòng Điều dưỡng",
    },
    deadlines={
        "31/03/2026": "date 2026-03-31",
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "Tháng 12/2025": "date 2025-12-01..2025-12-31",
        "Quý III/2026": "date 2026-07-01..2026-09-30",
        "Định kỳ hàng quý": "recurring quarterly",
        "20/12/2026": "date 2026-12-20",
    },
)

SCHOOLING = Paper(
    "nq71-dang-uy-ubnd-tinh",
    "docx",
    {"number": "09-KH/ĐU", "kind": "Kế hoạch", "issued_on": "2025-12-02"},
    (
        Columns(
            "TỈNH ỦY ĐỒNG THÁP\nĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH\n*\nSố 09-KH/ĐU",
            f"{PARTY}\nĐồng Tháp, ngày 02 tháng 12 năm 2025",
        ),
        "KẾ HOẠCH\nthực hiện Nghị quyết số 71-NQ/TW về đột phá phát triển giáo dục và đào tạo\n",
        "PHỤ LỤC PHÂN CÔNG\n",
        Sheet(
            "number title lead coordinating deadline authority",
            (
                ("TT", "Nhiệm vụ", "Tổ chức thực hiện", "<", "Thời gian trình", "Cấp trình"),
                ("^", "^", "Chủ trì", "Phối hợp", "^", "^"),
            ),
            rows("""
            1 ¦ Nhóm nhiệm vụ về thể chế ¦ < ¦ < ¦ < ¦ < ¦¦ is_heading=
            1.1 ¦ Nghị quyết miễn học phí, hỗ trợ sách giáo khoa ¦ Đảng ủy Sở GDĐT ¦ Đảng ủy Sở Tài chính; Đảng ủy
            > Sở Tư pháp ¦ Tháng 7/2026 ¦ HĐND tỉnh ¦¦ parent=1
            1.2 ¦ Đề án sắp xếp trường nghề, trung tâm GDTX ¦ ^ ¦ Đảng ủy Sở Nội vụ, đảng ủy các xã, phường ¦ Quý
            > I/2026 ¦ UBND tỉnh ¦¦ parent=1
            2 ¦ Nhóm nhiệm vụ về nguồn lực ¦ < ¦ < ¦ < ¦ < ¦¦ is_heading=
            2.1 ¦ Xây trường phổ thông nội trú tại 4 xã biên giới ¦ Ban QLDA ĐTXD tỉnh ¦ Sở XD, Sở TC, Bộ Chỉ huy Bộ
            > đội Biên phòng tỉnh; UBND các xã biên giới ¦ Trước 30/8/2026 ¦ Ban Thường vụ Đảng ủy ¦¦ parent=2
            2.2 ¦ Tuyển dụng 1.250 giáo viên còn thiếu ¦ Sở GD&ĐT ¦ Sở NV ¦ Xong trước năm học 2026 - 2027 ¦ UBND
            > tỉnh ¦¦ parent=2
            2.3 ¦ Liên kết đào tạo bán dẫn, AI ¦ Trường Đại học Đồng Tháp ¦ Trường Đại học Tiền Giang; Trường CĐ
            > Cộng đồng Đồng Tháp; ĐH Cần Thơ ¦ Giai đoạn 2026-2030 ¦ ¦¦ parent=2
            """),
        ),
    ),
    agencies={
        "Đảng ủy Sở GDĐT": "Đảng ủy Sở Giáo dục và Đào tạo",
        "Đảng ủy Sở Tài chính; Đảng ủy Sở Tư pháp": "Đảng ủy Sở Tài chính | Đảng ủy Sở Tư pháp",
        "Đảng ủy Sở Nội vụ, đảng ủy các xã, phường": "Đảng ủy Sở Nội vụ | Đảng ủy cấp xã",
        "Ban QLDA ĐTXD tỉnh": "Ban Quản lý dự án đầu tư xây dựng tỉnh",
        "Sở XD, Sở TC, Bộ Chỉ huy Bộ đội Biên phòng tỉnh; UBND các xã biên giới": "Sở Xây dựng | Sở Tài chính | "
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh | Ủy ban nhân dân các xã biên giới",
        "Sở GD&ĐT": "Sở Giáo dục và Đào tạo",
        "Sở NV": "Sở Nội vụ",
        "Trường Đại học Tiền Giang; Trường CĐ Cộng đồng Đồng Tháp; ĐH Cần Thơ": "Trường Đại học Tiền Giang | "
        "Trường Cao đẳng Cộng đồng Đồng Tháp | Đại học Cần Thơ",
    },
    deadlines={
        "Tháng 7/2026": "date 2026-07-01..2026-07-31",
        "Quý I/2026": "date 2026-01-01..2026-03-31",
        "Trước 30/8/2026": "date 2026-08-30 before",
        "Xong trước năm học 2026 - 2027": "unclear",
        "Giai đoạn 2026-2030": "range 2026-01-01..2030-12-31",
    },
)

IDENTITY = Paper(
    "de-an-06-to-cong-tac-tinh",
    "html",
    {"number": "07/KH-TCTĐA06", "kind": "Kế hoạch", "issued_on": "2026-01-21"},
    (
        Columns(
            "UBND TỈNH TUYÊN QUANG\nTỔ CÔNG TÁC TRIỂN KHAI ĐỀ ÁN 06 TỈNH\nSố: 07/KH-TCTĐA06",
            f"{STATE}\nTuyên Quang, ngày 21 tháng 01 năm 2026",
        ),
        "KẾ HOẠCH\nTriển khai Đề án 06 trên địa bàn tỉnh Tuyên Quang năm 2026\n",
        Sheet(
            "number title both deadline deliverable",
            (("TT", "Nội dung công việc", "Đơn vị thực hiện", "Thời hạn", "Sản phẩm"),),
            rows("""
            = I ¦ Nhóm pháp lý ¦ ¦ ¦
            1 ¦ Rà soát quy định phải sửa đổi để dùng dữ liệu thay giấy tờ ¦ - Chủ trì: Sở Tư pháp;⏎- Phối hợp: Công
            > an tỉnh, VP UBND tỉnh ¦ 28/02/2026 ¦ Danh mục ¦¦ lead=Sở Tư pháp ¦ coordinating=Công an tỉnh, VP UBND
            > tỉnh
            = II ¦ Nhóm dịch vụ công ¦ ¦ ¦
            2 ¦ Duy trì 25 dịch vụ công thiết yếu ¦ - Chủ trì: Công an tỉnh (PC06)⏎- Phối hợp: Trung tâm PVHCC tỉnh;
            > BHXH tỉnh ¦ Hàng tuần ¦ Báo cáo ¦¦ lead=Công an tỉnh (PC06) ¦ coordinating=Trung tâm PVHCC tỉnh; BHXH
            > tỉnh
            3 ¦ Chi trả an sinh xã hội qua tài khoản ¦ - Chủ trì: Sở Nội vụ;⏎- Phối hợp: Bưu điện tỉnh; NHNN Khu vực
            > 4; UBND các xã, phường ¦ Từ tháng 3/2026 ¦ 100% đối tượng ¦¦ lead=Sở Nội vụ ¦ coordinating=Bưu điện
            > tỉnh; NHNN Khu vực 4; UBND các xã, phường
            = III ¦ Nhóm dữ liệu ¦ ¦ ¦
            4 ¦ Làm sạch dữ liệu hội viên ¦ - Chủ trì: Hội Nông dân, Hội CCB tỉnh;⏎- Phối hợp: Công an cấp xã ¦ Quý
            > I/2026 ¦ Dữ liệu "đúng, đủ, sạch, sống" ¦¦ lead=Hội Nông dân, Hội CCB tỉnh ¦ coordinating=Công an cấp
            > xã
            5 ¦ Số hóa sổ hộ tịch ¦ - Chủ trì: Sở Tư pháp;⏎- Phối hợp: PC06, UBND cấp xã ¦ 30/9/2026 ¦ 1,2 triệu
            > trường hợp ¦¦ lead=Sở Tư pháp ¦ coordinating=PC06, UBND cấp xã
            """),
        ),
    ),
    agencies={
        "Công an tỉnh, VP UBND tỉnh": "Công an tỉnh | Văn phòng Ủy ban nhân dân tỉnh",
        "Công an tỉnh (PC06)": "Công an tỉnh",
        "Trung tâm PVHCC tỉnh; BHXH tỉnh": "Trung tâm Phục vụ hành chính công tỉnh | Bảo hiểm xã hội tỉnh",
        "Bưu điện tỉnh; NHNN Khu vực 4; UBND các xã, phường": "Bưu điện tỉnh | Ngân hàng Nhà nước Khu vực 4 | "
        "Ủy ban nhân dân cấp xã",
        "Hội Nông dân, Hội CCB tỉnh": "Hội Nông dân tỉnh | Hội Cựu chiến binh tỉnh",
        "PC06, UBND cấp xã": "PC06 | Ủy ban nhân dân cấp xã",
    },
    deadlines={
        "28/02/2026": "date 2026-02-28",
        "Hàng tuần": "recurring weekly",
        "Từ tháng 3/2026": "ongoing 2026-03-01..",
        "Quý I/2026": "date 2026-01-01..2026-03-31",
        "30/9/2026": "date 2026-09-30",
    },
)

UNIVERSITY = Paper(
    "nq57-truong-dai-hoc",
    "docx",
    {"number": "902/KH-ĐHHĐ", "kind": "Kế hoạch", "issued_on": "2026-03-11"},
    (
        Columns(
            "UBND TỈNH THANH HÓA\nTRƯỜNG ĐẠI HỌC HỒNG ĐỨC\nSố: 902/KH-ĐHHĐ",
            f"{STATE}\nThanh Hóa, ngày 11 tháng 3 năm 2026",
        ),
        "KẾ HOẠCH\nTriển khai Nghị quyết 57-NQ/TW và Nghị quyết 71-NQ/TW tại Trường Đại học Hồng Đức\n",
        "Bảng phân công\n",
        Sheet(
            "number title lead coordinating deliverable deadline",
            (("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Kết quả", "Thời gian hoàn thành"),),
            rows("""
            1 ¦ Xây dựng chiến lược chuyển đổi số ¦ Phòng QLĐT ¦ Các khoa, phòng, trung tâm ¦ Chiến lược ¦ 30/5/2026
            2 ¦ Mở ngành Trí tuệ nhân tạo ¦ Khoa CNTT&TT ¦ Phòng QLĐT, Phòng TCCB, Hội đồng KH&ĐT ¦ Đề án mở ngành ¦
            > Tháng 9/2026
            3 ¦ Thành lập Trung tâm Đổi mới sáng tạo ¦ P.QLKHCN ¦ P.TCCB, P.KHTC ¦ Quyết định ¦ Quý II/2026
            4 ¦ Đăng ký 5 sáng chế ¦ PHÒNG QLKHCN ¦ KHOA KTCN; KHOA KHTN ¦ Đơn đăng ký ¦ 2026
            5 ¦ Hợp tác với doanh nghiệp tại KKT Nghi Sơn ¦ Trung tâm KN&HTDN ¦ BQL KKT Nghi Sơn và các KCN ¦ Biên
            > bản ghi nhớ ¦ Quý IV/2026
            6 ¦ Tập huấn giảng viên dùng AI ¦ Viện NCPT Giáo dục ¦ Công đoàn, Đoàn TN, Hội SV trường ¦ 04 lớp ¦
            > Tháng 7 và tháng 8/2026
            """),
        ),
    ),
    agencies={
        "Phòng QLĐT": "Phòng Quản lý đào tạo",
        "Các khoa, phòng, trung tâm": "Các khoa, phòng, trung tâm",
        "Khoa CNTT&TT": "Khoa Công nghệ thông tin và Truyền thông",
        "Phòng QLĐT, Phòng TCCB, Hội đồng KH&ĐT": "Phòng Quản lý đào tạo | Phòng Tổ chức cán bộ | Hội đồng KH&ĐT",
        "P.QLKHCN": "Phòng QLKHCN",
        "PHÒNG QLKHCN": "Phòng QLKHCN",
        "KHOA KTCN; KHOA KHTN": "Khoa KTCN | Khoa KHTN",
        "P.TCCB, P.KHTC": "Phòng Tổ chức cán bộ | Phòng Kế hoạch - Tài chính",
        "Trung tâm KN&HTDN": "Trung tâm KN&HTDN",
        "BQL KKT Nghi Sơn và các KCN": "Ban Quản lý Khu kinh tế Nghi Sơn và các Khu công nghiệp",
        "Viện NCPT Giáo dục": "Viện NCPT Giáo dục",
        "Công đoàn, Đoàn TN, Hội SV trường": "Công đoàn | Đoàn Thanh niên | Hội SV trường",
    },
    deadlines={
        "30/5/2026": "date 2026-05-30",
        "Tháng 9/2026": "date 2026-09-01..2026-09-30",
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "2026": "date 2026-01-01..2026-12-31",
        "Quý IV/2026": "date 2026-10-01..2026-12-31",
        "Tháng 7 và tháng 8/2026": "multi 2026-08-31",
    },
)

PAPERS = (FARMING, HOSPITAL, SCHOOLING, IDENTITY, UNIVERSITY)
