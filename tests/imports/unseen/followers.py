"""Four plans written after the mending: a party committee of a commune, a department, a city, an economic zone."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, rows

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

PARTY_COMMUNE = Paper(
    "nq57-dang-uy-xa",
    "docx",
    {"number": "14-KH/ĐU", "kind": "Kế hoạch", "issuer": "Đảng ủy xã Mường Lát", "issued_on": "2025-10-28"},
    (
        Columns(
            "ĐẢNG BỘ TỈNH THANH HÓA\nĐẢNG ỦY XÃ MƯỜNG LÁT\n*\nSố 14-KH/ĐU",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nMường Lát, ngày 28 tháng 10 năm 2025",
        ),
        "KẾ HOẠCH\nthực hiện Nghị quyết số 57-NQ/TW trong Đảng bộ xã giai đoạn 2025 - 2030\n-----\n",
        "BIỂU PHÂN CÔNG NHIỆM VỤ\n",
        Sheet(
            "number title responsible_head lead coordinating deadline",
            (
                ("TT", "Nội dung nhiệm vụ", "Phân công", "<", "<", "Thời gian hoàn thành"),
                ("^", "^", "Đồng chí phụ trách", "Cơ quan chủ trì", "Cơ quan phối hợp", "^"),
            ),
            rows("""
            1 ¦ Kiện toàn Ban Chỉ đạo 57 xã ¦ Bí thư Đảng ủy ¦ Ban XDĐ ¦ VP ĐU, Đảng ủy UBND xã ¦ Trong tháng 11/2025
            2 ¦ Phong trào "Bình dân học vụ số" ¦ Phó Bí thư Thường trực ¦ UB MTTQ xã
            > ¦ Hội LHPN, Hội ND, Hội CCB, Đoàn TN; chi bộ các bản ¦ Hằng năm
            3 ¦ Kiểm tra việc nêu gương chuyển đổi số ¦ Chủ nhiệm UBKT ¦ UBKT ĐU ¦ Ban XDĐ ¦ Quý IV hằng năm
            4 ¦ Sóng di động cho bản Ón, bản Pù Toong ¦ Chủ tịch UBND xã ¦ Đảng ủy UBND xã
            > ¦ Đồn BP Quang Chiểu; Viettel Thanh Hóa; Phòng Kinh tế xã ¦ 30/4/2026
            5 ¦ Số hóa tài liệu, hồ sơ đảng viên ¦ ^ ¦ VP Đảng ủy ¦ các chi, đảng bộ trực thuộc ¦ Đến hết năm 2026
            """),
        ),
    ),
    agencies={
        "Ban XDĐ": "Ban Xây dựng Đảng Đảng ủy xã",
        "VP ĐU, Đảng ủy UBND xã": "Văn phòng Đảng ủy xã | Đảng ủy Ủy ban nhân dân xã",
        "UB MTTQ xã": "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
        "Hội LHPN, Hội ND, Hội CCB, Đoàn TN; chi bộ các bản": "Hội Liên hiệp Phụ nữ xã | Hội Nông dân xã | "
        "Hội Cựu chiến binh xã | Đoàn Thanh niên xã | Chi bộ các bản",
        "UBKT ĐU": "Ủy ban Kiểm tra Đảng ủy xã",
        "Đảng ủy UBND xã": "Đảng ủy Ủy ban nhân dân xã",
        "Đồn BP Quang Chiểu; Viettel Thanh Hóa; Phòng Kinh tế xã": "Đồn Biên phòng Quang Chiểu | Viettel tỉnh | "
        "Phòng Kinh tế",
        "VP Đảng ủy": "Văn phòng Đảng ủy xã",
        "các chi, đảng bộ trực thuộc": "Các chi, đảng bộ trực thuộc",
    },
    deadlines={
        "Trong tháng 11/2025": "date 2025-11-01..2025-11-30",
        "Hằng năm": "recurring yearly",
        "Quý IV hằng năm": "recurring yearly",
        "30/4/2026": "date 2026-04-30",
        "Đến hết năm 2026": "date 2026-12-31 until",
    },
)

BUILDING = Paper(
    "chuyen-doi-so-so-xay-dung",
    "pdf",
    {"number": "88/KH-SXD", "kind": "Kế hoạch", "issuer": "Sở Xây dựng", "issued_on": "2026-02-12"},
    (
        Columns("UBND TỈNH BẮC NINH\nSỞ XÂY DỰNG\nSố: 88/KH-SXD", f"{STATE}\nBắc Ninh, ngày 12 tháng 02 năm 2026"),
        "KẾ HOẠCH\nChuyển đổi số và cải cách hành chính năm 2026 của Sở Xây dựng\n",
        "Phòng Quản lý vận tải, phương tiện và người lái (sau đây viết tắt là Phòng QLVTPTNL) làm đầu mối. "
        "Phòng Quản lý chất lượng công trình (QLCLCT) theo dõi dữ liệu.\n",
        Sheet(
            "number title lead coordinating deadline deliverable",
            (("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hoàn thành", "Kết quả"),),
            rows("""
            = I ¦ Cải cách thủ tục hành chính ¦ ¦ ¦ ¦
            1 ¦ Cấp đổi giấy phép lái xe toàn trình ¦ Phòng QLVTPTNL ¦ VP Sở; TTPVHCC tỉnh ¦ 31/3/2026 ¦ 100% hồ sơ
            2 ¦ Rút ngắn 30% thời gian thẩm định ¦ Phòng QLCLCT ¦ P. QLXD, P. QHKT ¦ Quý II/2026 ¦ Quyết định
            = II ¦ Dữ liệu số ¦ ¦ ¦ ¦
            3 ¦ Dữ liệu hạ tầng giao thông ¦ Phòng KCHTGT ¦ Phòng QLCLCT Phòng QLXD, Ban QLDA GT tỉnh ¦ 15/10/2026 ¦
            > CSDL
            4 ¦ Bản đồ quy hoạch số ¦ P.QHKT ¦ TT QHXD; UBND các phường Kinh Bắc, Võ Cường ¦ Quý III, IV/2026 ¦ Bản đồ
            5 ¦ Công khai giá nhà ở xã hội ¦ Phòng QLN&TTBĐS ¦ Chi cục GĐXD, Thanh tra tỉnh ¦ Hàng quý ¦ Thông báo
            = III ¦ Nhân lực ¦ ¦ ¦ ¦
            6 ¦ Tập huấn BIM ¦ Văn phòng ¦ Trường CĐ GTVT; Hội KTS tỉnh ¦ Tháng 5/2026 ¦ 02 lớp
            """),
        ),
        Columns("Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT, VP.", "GIÁM ĐỐC"),
    ),
    agencies={
        "Phòng QLVTPTNL": "Phòng Quản lý vận tải, phương tiện và người lái",
        "VP Sở; TTPVHCC tỉnh": "Văn phòng Sở | Trung tâm Phục vụ hành chính công tỉnh",
        "Phòng QLCLCT": "Phòng Quản lý chất lượng công trình",
        "P. QLXD, P. QHKT": "Phòng QLXD | Phòng Quy hoạch - Kiến trúc",
        "Phòng QLCLCT Phòng QLXD, Ban QLDA GT tỉnh": "Phòng Quản lý chất lượng công trình | Phòng QLXD | "
        "Ban Quản lý dự án GT tỉnh",
        "P.QHKT": "Phòng Quy hoạch - Kiến trúc",
        "TT QHXD; UBND các phường Kinh Bắc, Võ Cường": "Trung tâm QHXD | Ủy ban nhân dân phường Kinh Bắc | "
        "Ủy ban nhân dân phường Võ Cường",
        "Phòng QLN&TTBĐS": "Phòng QLN&TTBĐS",
        "Chi cục GĐXD, Thanh tra tỉnh": "Chi cục GĐXD | Thanh tra tỉnh",
        "Văn phòng": "Văn phòng",
        "Trường CĐ GTVT; Hội KTS tỉnh": "Trường Cao đẳng Giao thông vận tải | Hội KTS tỉnh",
    },
    deadlines={
        "31/3/2026": "date 2026-03-31",
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "15/10/2026": "date 2026-10-15",
        "Quý III, IV/2026": "multi 2026-12-31",
        "Hàng quý": "recurring quarterly",
        "Tháng 5/2026": "date 2026-05-01..2026-05-31",
    },
)

CITY = Paper(
    "nq68-thanh-pho-hai-phong",
    "xlsx",
    {
        "number": "205/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân thành phố Hải Phòng",
        "issued_on": "2025-08-19",
    },
    (
        Columns(
            "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\nSố: 205/KH-UBND",
            f"{STATE}\nHải Phòng, ngày 19 tháng 8 năm 2025",
        ),
        "KẾ HOẠCH\nPhát triển kinh tế tư nhân thực hiện Nghị quyết số 68-NQ/TW và Nghị quyết 198/2025/QH15\n",
        "Phụ lục I\n",
        Sheet(
            "number title lead coordinating deadline deliverable",
            (("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm đầu ra"),),
            rows("""
            1 ¦ Bãi bỏ lệ phí môn bài, chuyển hộ khoán sang kê khai ¦ Thuế TP ¦ Sở Tài chính; UBND xã, phường, đặc khu
            > ¦ 01/01/2026 ¦ Báo cáo
            2 ¦ Quỹ bảo lãnh tín dụng cho DNNVV ¦ Sở Tài chính ¦ NHNN Khu vực 6; Quỹ Đầu tư phát triển TP; các NHTM
            > ¦ Quý I/2026 ¦ Đề án
            3 ¦ Hỗ trợ thuê đất trong KCN cho doanh nghiệp nhỏ ¦ BQL Khu kinh tế Hải Phòng ¦ Sở NN & MT/ Sở XD
            > ¦ Tháng 10/2025 ¦ Nghị quyết
            4 ¦ SÀN GIAO DỊCH CÔNG NGHỆ ¦ SỞ KHOA HỌC VÀ CÔNG NGHỆ ¦ SỞ CÔNG THƯƠNG, TRƯỜNG ĐẠI HỌC HÀNG HẢI VIỆT NAM
            > ¦ 2026 ¦ Sàn
            5 ¦ Đối thoại doanh nghiệp ¦ VP UBND TP ¦ Hiệp hội Doanh nhân trẻ TP - VCCI Duyên hải Bắc Bộ - Hội Nữ DN
            > TP
            > ¦ 6 tháng/lần ¦ Thông báo kết luận
            6 ¦ Kiểm soát hàng giả ¦ Chi cục QLTT ¦ Công an TP (PC03), Hải quan khu vực III, Sở Công thưong
            > ¦ Thường xuyên ¦ Báo cáo
            """),
            appendix="I",
        ),
    ),
    agencies={
        "Thuế TP": "Thuế Thành phố",
        "Sở Tài chính; UBND xã, phường, đặc khu": "Sở Tài chính | Ủy ban nhân dân cấp xã",
        "NHNN Khu vực 6; Quỹ Đầu tư phát triển TP; các NHTM": "Ngân hàng Nhà nước Khu vực 6 | "
        "Quỹ Đầu tư phát triển Thành phố | Các NHTM",
        "BQL Khu kinh tế Hải Phòng": "Ban Quản lý Khu kinh tế Thành phố",
        "Sở NN & MT/ Sở XD": "Sở Nông nghiệp và Môi trường | Sở Xây dựng",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ": "Sở Khoa học và Công nghệ",
        "SỞ CÔNG THƯƠNG, TRƯỜNG ĐẠI HỌC HÀNG HẢI VIỆT NAM": "Sở Công Thương | Trường Đại học Hàng hải Việt Nam",
        "VP UBND TP": "Văn phòng Ủy ban nhân dân Thành phố",
        "Hiệp hội Doanh nhân trẻ TP - VCCI Duyên hải Bắc Bộ - Hội Nữ DN TP": "Hiệp hội Doanh nhân trẻ Thành phố | "
        "VCCI Duyên hải Bắc Bộ | Hội Nữ Doanh nghiệp Thành phố",
        "Chi cục QLTT": "Chi cục Quản lý thị trường Thành phố",
        "Công an TP (PC03), Hải quan khu vực III, Sở Công thưong": "Công an Thành phố | Hải quan khu vực III | "
        "Sở Công Thương",
    },
    deadlines={
        "01/01/2026": "date 2026-01-01",
        "Quý I/2026": "date 2026-01-01..2026-03-31",
        "Tháng 10/2025": "date 2025-10-01..2025-10-31",
        "2026": "date 2026-01-01..2026-12-31",
        "6 tháng/lần": "recurring semiannual",
        "Thường xuyên": "ongoing",
    },
)

ZONE = Paper(
    "cai-cach-hanh-chinh-ban-kkt",
    "html",
    {"number": "33/KH-BQL", "kind": "Kế hoạch", "issued_on": "2026-01-06"},
    (
        Columns(
            "UBND TỈNH HÀ TĨNH\nBAN QUẢN LÝ KHU KINH TẾ TỈNH\nSố: 33/KH-BQL",
            f"{STATE}\nHà Tĩnh, ngày 06 tháng 01 năm 2026",
        ),
        "KẾ HOẠCH\nCải cách hành chính, chuyển đổi số năm 2026\n",
        Sheet(
            "number title lead coordinating deliverable deadline",
            (("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian"),),
            rows("""
            = I ¦ Cải cách thể chế ¦ ¦ ¦ ¦
            1 ¦ Rà soát quy chế phối hợp quản lý khu kinh tế ¦ Văn phòng Ban ¦ Phòng QHXD, Phòng ĐT, Phòng TNMT ¦
            > Quy chế ¦ Tháng 3
            2 ¦ Ủy quyền cấp giấy phép lao động ¦ Phòng QLDN-LĐ ¦ Sở Nội vụ; Công an tỉnh: Phòng QLXNC ¦ Quyết định
            > ¦ 30/6
            = II ¦ Chuyển đổi số ¦ ¦ ¦ ¦
            3 ¦ Số hóa hồ sơ dự án ¦ Các phòng: QHXD, ĐT, TNMT ¦ Trung tâm DVHT; VP đại diện KKT cửa khẩu Cầu Treo
            > ¦ 100% hồ sơ ¦ Quý III
            4 ¦ Camera giám sát cổng KCN ¦ Đội QLTT-AN ¦ CA các xã, phường trong KKT; FORMOSA Hà Tĩnh ¦ 40 camera ¦
            > Quý IV
            5 ¦ Hội nghị gặp mặt nhà đầu tư ¦ TT Hỗ trợ ĐT ¦ - Sở Tài chính⏎- Thuế cơ sở 2⏎- Hải quan cửa khẩu Vũng
            > Áng
            > ¦ Hội nghị ¦ 15/01/2026
            """),
        ),
    ),
    agencies={
        "Văn phòng Ban": "Văn phòng Ban",
        "Phòng QHXD, Phòng ĐT, Phòng TNMT": "Phòng QHXD | Phòng ĐT | Phòng Tài nguyên và Môi trường",
        "Phòng QLDN-LĐ": "Phòng QLDN-LĐ",
        "Sở Nội vụ; Công an tỉnh: Phòng QLXNC": "Sở Nội vụ | Công an tỉnh | Phòng QLXNC",
        "Các phòng: QHXD, ĐT, TNMT": "Phòng QHXD | Phòng ĐT | Phòng Tài nguyên và Môi trường",
        "Trung tâm DVHT; VP đại diện KKT cửa khẩu Cầu Treo": "Trung tâm DVHT | "
        "Văn phòng đại diện Khu kinh tế cửa khẩu Cầu Treo",
        "Đội QLTT-AN": "Đội QLTT-AN",
        "CA các xã, phường trong KKT; FORMOSA Hà Tĩnh": "Công an các xã, phường trong Khu kinh tế | FORMOSA Hà Tĩnh",
        "TT Hỗ trợ ĐT": "Trung tâm Hỗ trợ ĐT",
        "- Sở Tài chính - Thuế cơ sở 2 - Hải quan cửa khẩu Vũng Áng": "Sở Tài chính | Thuế cơ sở 2 | "
        "Hải quan cửa khẩu Vũng Áng",
    },
    deadlines={
        "Tháng 3": "date 2026-03-01..2026-03-31",
        "30/6": "date 2026-06-30",
        "Quý III": "date 2026-07-01..2026-09-30",
        "Quý IV": "date 2026-10-01..2026-12-31",
        "15/01/2026": "date 2026-01-15",
    },
)

PAPERS = (PARTY_COMMUNE, BUILDING, CITY, ZONE)
