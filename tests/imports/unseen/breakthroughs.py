"""Plans for the resolutions of 2024 and 2025: science and digital transformation, law, private enterprise."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, rows

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

SCIENCE = Paper(
    "nq57-tinh-lam-dong",
    "docx",
    {
        "number": "4512/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân tỉnh Lâm Đồng",
        "issued_on": "2026-01-15",
    },
    (
        Columns("ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 4512/KH-UBND", f"{STATE}\nLâm Đồng, ngày 15 tháng 01 năm 2026"),
        "KẾ HOẠCH\nThực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị năm 2026 trên địa bàn tỉnh Lâm Đồng\n",
        "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ NĂM 2026\n(Kèm theo Kế hoạch số 4512/KH-UBND ngày 15/01/2026)\n",
        Sheet(
            "number title lead coordinating deadline deliverable",
            (
                (
                    "TT",
                    "Nhiệm vụ, giải pháp",
                    "Cơ quan chủ trì",
                    "Cơ quan phối hợp",
                    "Thời gian hoàn thành",
                    "Sản phẩm",
                ),
            ),
            rows("""
            = I ¦ NÂNG CAO NHẬN THỨC ¦ ¦ ¦ ¦
            1 ¦ Phát động phong trào "Bình dân học vụ số" đến 100% thôn, buôn, tổ dân phố ¦ Sở KH&CN ¦ Tỉnh Đoàn;
            > Hội LHPN tỉnh; UBND các xã, phường, đặc khu ¦ Quý I/2026 ¦ Kế hoạch của UBND tỉnh
            2 ¦ Mở chuyên mục khoa học, công nghệ và chuyển đổi số ¦ Báo và Phát thanh, Truyền hình Lâm Đồng ¦ Sở
            > Văn hóa, Thể thao và Du lịch ¦ Thường xuyên ¦ Tin, bài
            = II ¦ HOÀN THIỆN THỂ CHẾ ¦ ¦ ¦ ¦
            3 ¦ Tham mưu Nghị quyết của HĐND tỉnh về chính sách đặc thù thu hút nhân lực công nghệ số ¦ Sở Nội vụ ¦
            > Sở Tài chính, Sở KH&CN,⏎Sở Tư pháp ¦ Trình kỳ họp giữa năm 2026 của HĐND tỉnh ¦ Nghị quyết
            4 ¦ Sửa đổi quy định chức năng, nhiệm vụ của Sở KHCN ¦ Sở KHCN ¦ Sở Nội vụ và Sở Tư pháp ¦ 30/6/2026 ¦
            > Quyết định
            = III ¦ HẠ TẦNG SỐ ¦ ¦ ¦ ¦
            5 ¦ Phủ sóng 5G tại 100% khu công nghiệp, khu du lịch ¦ Sở Khoa học và Công nghệ ¦ VNPT Lâm Đồng,
            > Viettel Lâm Đồng, MobiFone tỉnh; Công ty Điện lực Lâm Đồng ¦ Tháng 12 năm 2026 ¦ 420 trạm BTS
            6 ¦ Nâng cấp Trung tâm dữ liệu tỉnh đạt cấp độ 3 ¦ Trung tâm CĐS tỉnh ¦ Công an tỉnh; Văn phòng UBND
            > tỉnh ¦ Trước ngày 01/9/2026 ¦ Hồ sơ cấp độ được phê duyệt
            7 ¦ Triển khai nền tảng giám sát, điều hành thông minh tại các xã ¦ Văn phòng UBND tỉnh ¦ UBND các xã:
            > Đức Trọng, Di Linh, Bảo Lâm 1 ¦ 2026 - 2027 ¦ IOC cấp xã
            8 ¦ Số hóa bản đồ địa chính vùng đồng bào dân tộc ¦ Sở Nông nghiệp và Môi trường ¦ Sở Dân tộc và Tôn
            > giáo; Thuế tỉnh; VP ĐKĐĐ tỉnh ¦ Đến 31/12/2026 ¦ CSDL đất đai
            """),
        ),
        Columns("Nơi nhận:\n- Như trên;\n- Lưu: VT, KGVX.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
    ),
    agencies={
        "Sở KH&CN": "Sở Khoa học và Công nghệ",
        "Sở KHCN": "Sở Khoa học và Công nghệ",
        "Tỉnh Đoàn; Hội LHPN tỉnh; UBND các xã, phường, đặc khu": "Tỉnh Đoàn | Hội Liên hiệp Phụ nữ tỉnh | "
        "Ủy ban nhân dân cấp xã",
        "Báo và Phát thanh, Truyền hình Lâm Đồng": "Báo và Phát thanh, Truyền hình tỉnh",
        "Sở Tài chính, Sở KH&CN, Sở Tư pháp": "Sở Tài chính | Sở Khoa học và Công nghệ | Sở Tư pháp",
        "Sở Nội vụ và Sở Tư pháp": "Sở Nội vụ | Sở Tư pháp",
        "VNPT Lâm Đồng, Viettel Lâm Đồng, MobiFone tỉnh; Công ty Điện lực Lâm Đồng": "VNPT tỉnh | Viettel tỉnh | "
        "MobiFone tỉnh | Điện lực tỉnh",
        "Trung tâm CĐS tỉnh": "Trung tâm Chuyển đổi số tỉnh",
        "Công an tỉnh; Văn phòng UBND tỉnh": "Công an tỉnh | Văn phòng Ủy ban nhân dân tỉnh",
        "Văn phòng UBND tỉnh": "Văn phòng Ủy ban nhân dân tỉnh",
        "UBND các xã: Đức Trọng, Di Linh, Bảo Lâm 1": "Ủy ban nhân dân xã Đức Trọng | Ủy ban nhân dân xã Di Linh | "
        "Ủy ban nhân dân xã Bảo Lâm 1",
        "Sở Dân tộc và Tôn giáo; Thuế tỉnh; VP ĐKĐĐ tỉnh": "Sở Dân tộc và Tôn giáo | Thuế tỉnh | "
        "Văn phòng Đăng ký đất đai tỉnh",
    },
    deadlines={
        "Quý I/2026": "date 2026-01-01..2026-03-31",
        "Thường xuyên": "ongoing",
        "Trình kỳ họp giữa năm 2026 của HĐND tỉnh": "unclear",
        "30/6/2026": "date 2026-06-30",
        "Tháng 12 năm 2026": "date 2026-12-01..2026-12-31",
        "Trước ngày 01/9/2026": "date 2026-09-01 before",
        "2026 - 2027": "range 2026-01-01..2027-12-31",
        "Đến 31/12/2026": "date 2026-12-31 until",
    },
)

PRIVATE = Paper(
    "nq68-tinh-uy-nghe-an",
    "pdf",
    {"number": "21-CTr/TU", "kind": "Chương trình hành động", "issuer": "Tỉnh ủy Nghệ An", "issued_on": "2025-08-05"},
    (
        Columns("TỈNH ỦY NGHỆ AN\n*\nSố 21-CTr/TU", f"{PARTY}\nNghệ An, ngày 05 tháng 8 năm 2025"),
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết số 68-NQ/TW ngày 04/5/2025 của Bộ Chính trị về phát triển "
        "kinh tế tư nhân\n-----\n",
        "DANH MỤC NHIỆM VỤ TRỌNG TÂM\n",
        Sheet(
            "number title lead coordinating deadline",
            (("Số TT", "Nội dung công việc", "Cơ quan chủ trì tham mưu", "Cơ quan phối hợp", "Thời gian"),),
            rows("""
            1 ¦ Quán triệt, tuyên truyền Nghị quyết đến từng chi bộ ¦ Ban Tuyên giáo và Dân vận Tỉnh ủy ¦ Các đảng
            > ủy trực thuộc Tỉnh ủy; Báo và PTTH Nghệ An ¦ Quý III năm 2025
            2 ¦ Đề án phát triển 30.000 doanh nghiệp hoạt động đến năm 2030 ¦ Đảng ủy UBND tỉnh ¦ Đảng ủy các cơ
            > quan Đảng tỉnh, Hiệp hội Doanh nghiệp tỉnh ¦ Tháng 10/2025
            3 ¦ Rà soát, xử lý các dự án chậm tiến độ, vướng mắc kéo dài ¦ Đảng ủy Ủy ban nhân dân tỉnh ¦ Ban Nội
            > chính Tỉnh ủy - UBKT Tỉnh ủy - Thanh tra tỉnh ¦ Tháng 11/2025 và hằng năm
            4 ¦ Giám sát, phản biện xã hội về môi trường kinh doanh ¦ Đảng ủy MTTQ và các đoàn thể tỉnh ¦ Liên minh
            > HTX tỉnh; Hội Doanh nhân trẻ tỉnh; VCCI Nghệ An - Hà Tĩnh - Quảng Bình ¦ Hằng năm
            5 ¦ Sơ kết 1 năm thực hiện Chương trình ¦ VPTU ¦ Ban CSCL Tỉnh ủy ¦ Tháng 8/2026
            """),
        ),
        Columns("Nơi nhận:\n- Bộ Chính trị (để b/c);\n- Lưu VPTU.", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ"),
    ),
    agencies={
        "Các đảng ủy trực thuộc Tỉnh ủy; Báo và PTTH Nghệ An": "Các đảng ủy trực thuộc Tỉnh ủy | "
        "Báo và Phát thanh, Truyền hình tỉnh",
        "Đảng ủy UBND tỉnh": "Đảng ủy Ủy ban nhân dân tỉnh",
        "Đảng ủy các cơ quan Đảng tỉnh, Hiệp hội Doanh nghiệp tỉnh": "Đảng ủy các cơ quan Đảng tỉnh | "
        "Hiệp hội Doanh nghiệp tỉnh",
        "Ban Nội chính Tỉnh ủy - UBKT Tỉnh ủy - Thanh tra tỉnh": "Ban Nội chính Tỉnh ủy | "
        "Ủy ban Kiểm tra Tỉnh ủy | Thanh tra tỉnh",
        "Đảng ủy MTTQ và các đoàn thể tỉnh": "Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh",
        "Liên minh HTX tỉnh; Hội Doanh nhân trẻ tỉnh; VCCI Nghệ An - Hà Tĩnh - Quảng Bình": "Liên minh Hợp tác xã "
        "tỉnh | Hội Doanh nhân trẻ tỉnh | VCCI Nghệ An - Hà Tĩnh - Quảng Bình",
        "VPTU": "Văn phòng Tỉnh ủy",
        "Ban CSCL Tỉnh ủy": "Ban Chính sách, chiến lược Tỉnh ủy",
    },
    deadlines={
        "Quý III năm 2025": "date 2025-07-01..2025-09-30",
        "Tháng 10/2025": "date 2025-10-01..2025-10-31",
        "Tháng 11/2025 và hằng năm": "unclear",
        "Hằng năm": "recurring yearly",
        "Tháng 8/2026": "date 2026-08-01..2026-08-31",
    },
)

LAWS = Paper(
    "nq66-thanh-pho-da-nang",
    "docx",
    {
        "number": "118/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân thành phố Đà Nẵng",
        "issued_on": "2025-09-22",
    },
    (
        Columns("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG\nSố: 118/KH-UBND", f"{STATE}\nĐà Nẵng, ngày 22 tháng 9 năm 2025"),
        "KẾ HOẠCH\nTriển khai Nghị quyết số 66-NQ/TW về đổi mới công tác xây dựng và thi hành pháp luật\n",
        "Phụ lục\n",
        Sheet(
            "number title deliverable lead coordinating deadline",
            (
                ("STT", "Nội dung nhiệm vụ", "Sản phẩm", "Phân công thực hiện", "<", "Thời hạn hoàn thành"),
                ("^", "^", "^", "Đơn vị chủ trì", "Đơn vị phối hợp", "^"),
            ),
            rows("""
            = A ¦ NHIỆM VỤ CHUNG ¦ < ¦ < ¦ < ¦ <
            1 ¦ Rà soát văn bản quy phạm pháp luật mâu thuẫn, chồng chéo sau sắp xếp đơn vị hành chính ¦ Danh mục
            > văn bản ¦ Sở Tư pháp ¦ Các sở, ban, ngành; UBND các phường, xã, đặc khu Hoàng Sa ¦ 31/12/2025
            1.1 ¦ Lĩnh vực đất đai, môi trường ¦ Báo cáo ¦ Sở NN&MT ¦ ^ ¦ 30/11/2025 ¦¦ parent=1
            1.2 ¦ Lĩnh vực đầu tư công, ngân sách ¦ Báo cáo ¦ Sở Tài chính ¦ ^ ¦ 30/11/2025 ¦¦ parent=1
            2 ¦ Ứng dụng trí tuệ nhân tạo trong kiểm tra, rà soát văn bản ¦ Phần mềm ¦ Sở Tư pháp ¦ Sở KH&CN,⏎Trung
            > tâm Vi mạch bán dẫn và Trí tuệ nhân tạo Đà Nẵng (DSAC) ¦ Năm 2026
            = B ¦ NHIỆM VỤ TỪNG NGÀNH ¦ < ¦ < ¦ < ¦ <
            1 ¦ Tập huấn kỹ năng soạn thảo cho công chức pháp chế ¦ 03 lớp ¦ Sở Nội vụ ¦ Trường Chính trị thành phố;
            > Trường Đại học Luật - Đại học Huế ¦ Quý IV/2025, Quý II/2026
            2 ¦ Tổng kết mô hình tư vấn pháp luật miễn phí cho doanh nghiệp ¦ Báo cáo ¦ ^ ¦ Hội Luật gia thành phố;
            > Đoàn Luật sư thành phố ¦ Trong tháng 12/2025
            3 ¦ Xây dựng quy chế phối hợp thi hành án hành chính ¦ Quy chế ¦ Thi hành án dân sự thành phố ¦ TAND
            > thành phố, Viện KSND thành phố, Công an thành phố ¦ 15/11/2025
            """),
        ),
    ),
    agencies={
        "Các sở, ban, ngành; UBND các phường, xã, đặc khu Hoàng Sa": "Các sở, ban, ngành | "
        "Ủy ban nhân dân các phường, xã, đặc khu Hoàng Sa",
        "Sở NN&MT": "Sở Nông nghiệp và Môi trường",
        "Sở KH&CN, Trung tâm Vi mạch bán dẫn và Trí tuệ nhân tạo Đà Nẵng (DSAC)": "Sở Khoa học và Công nghệ | "
        "Trung tâm Vi mạch bán dẫn và Trí tuệ nhân tạo Đà Nẵng (DSAC)",
        "Trường Chính trị thành phố; Trường Đại học Luật - Đại học Huế": "Trường Chính trị Thành phố | "
        "Trường Đại học Luật - Đại học Huế",
        "Hội Luật gia thành phố; Đoàn Luật sư thành phố": "Hội Luật gia Thành phố | Đoàn Luật sư Thành phố",
        "Thi hành án dân sự thành phố": "Thi hành án dân sự Thành phố",
        "TAND thành phố, Viện KSND thành phố, Công an thành phố": "Tòa án nhân dân Thành phố | "
        "Viện Kiểm sát nhân dân Thành phố | Công an Thành phố",
    },
    deadlines={
        "31/12/2025": "date 2025-12-31",
        "30/11/2025": "date 2025-11-30",
        "Năm 2026": "date 2026-01-01..2026-12-31",
        "Quý IV/2025, Quý II/2026": "multi 2026-06-30",
        "Trong tháng 12/2025": "date 2025-12-01..2025-12-31",
        "15/11/2025": "date 2025-11-15",
    },
)

WARD = Paper(
    "chuyen-doi-so-phuong-hoa-cuong",
    "pdf",
    {
        "number": "63/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân phường Hòa Cường",
        "issued_on": "2026-02-03",
    },
    (
        Columns(
            "ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA CƯỜNG\nSố: 63/KH-UBND", f"{STATE}\nHòa Cường, ngày 03 tháng 02 năm 2026"
        ),
        "KẾ HOẠCH\nChuyển đổi số phường Hòa Cường, thành phố Đà Nẵng năm 2026\n",
        "Giao Phòng Văn hóa - Xã hội làm đầu mối; Tổ công nghệ số cộng đồng (viết tắt là CNSCĐ) hỗ trợ người dân.\n",
        Sheet(
            "number title lead coordinating deadline deliverable note",
            (
                (
                    "TT",
                    "NHIỆM VỤ",
                    "CƠ QUAN CHỦ TRÌ",
                    "CƠ QUAN PHỐI HỢP",
                    "THỜI GIAN",
                    "SẢN PHẨM/KẾT QUẢ",
                    "GHI CHÚ",
                ),
            ),
            rows("""
            = I. ¦ Chính quyền số ¦ ¦ ¦ ¦ ¦ ¦¦ title=Chính quyền số
            1. ¦ Đưa 100% hồ sơ công việc lên môi trường mạng ¦ VP HĐND&UBND phường ¦ Các phòng chuyên môn ¦ Quý I ¦
            > Báo cáo ¦
            2. ¦ Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực ¦ Trung tâm PVHCC ¦ P.VHXH, P.KTHTĐT ¦
            > 15/11/2026 ¦ 5.000 hồ sơ ¦ NS phường
            3. ¦ Lắp đặt ki-ốt lấy số thông minh ¦ TTPVHCC phường ¦ Viettel ¦ Tháng 4 ¦ 02 ki-ốt ¦ Xã hội hóa
            = II. ¦ Xã hội số ¦ ¦ ¦ ¦ ¦ ¦¦ title=Xã hội số
            4. ¦ Hỗ trợ người dân cài đặt VNeID mức độ 2 ¦ CA phường ¦ - Tổ CNSCĐ;⏎- Đoàn TN phường;⏎- Ban điều hành
            > các tổ dân phố ¦ Thường xuyên trong năm ¦ 90% dân số ¦
            5. ¦ Thanh toán không dùng tiền mặt tại chợ Hòa Cường ¦ Phòng KT, HT&ĐT ¦ BQL chợ; Ngân hàng
            > Vietcombank; VNPT ¦ 6 tháng đầu năm ¦ 300 hộ ¦
            6. ¦ Lập hồ sơ sức khỏe điện tử ¦ Trạm y tế phường ¦ Các trường học ¦ Cả năm 2026 ¦ 100% ¦
            """),
        ),
        Columns("Nơi nhận:\n- Sở KH&CN;\n- Lưu: VT.", "CHỦ TỊCH"),
    ),
    agencies={
        "VP HĐND&UBND phường": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường",
        "Trung tâm PVHCC": "Trung tâm Phục vụ hành chính công phường",
        "TTPVHCC phường": "Trung tâm Phục vụ hành chính công phường",
        "Viettel": "Tập đoàn Công nghiệp - Viễn thông Quân đội",
        "P.VHXH, P.KTHTĐT": "Phòng Văn hóa - Xã hội | Phòng Kinh tế, Hạ tầng và Đô thị",
        "CA phường": "Công an phường",
        "- Tổ CNSCĐ; - Đoàn TN phường; - Ban điều hành các tổ dân phố": "Tổ Công nghệ số cộng đồng | "
        "Đoàn Thanh niên phường | Ban điều hành các tổ dân phố",
        "Phòng KT, HT&ĐT": "Phòng Kinh tế, Hạ tầng và Đô thị",
        "BQL chợ; Ngân hàng Vietcombank; VNPT": "Ban Quản lý chợ | Ngân hàng Ngoại thương Việt Nam | "
        "Tập đoàn Bưu chính Viễn thông Việt Nam",
        "Trạm y tế phường": "Trạm Y tế",
        "Các trường học": "Các cơ sở giáo dục",
    },
    deadlines={
        "Quý I": "date 2026-01-01..2026-03-31",
        "15/11/2026": "date 2026-11-15",
        "Tháng 4": "date 2026-04-01..2026-04-30",
        "Thường xuyên trong năm": "ongoing 2026-01-01..",
        "6 tháng đầu năm": "date 2026-01-01..2026-06-30",
        "Cả năm 2026": "date 2026-01-01..2026-12-31",
    },
)

COMMUNE = Paper(
    "nq68-xa-tam-nong",
    "txt",
    {"number": "40/KH-UBND", "kind": "Kế hoạch", "issuer": "Ủy ban nhân dân xã Tam Nông", "issued_on": "2025-10-10"},
    (
        Columns("ỦY BAN NHÂN DÂN\nXÃ TAM NÔNG\nSố: 40/KH-UBND", f"{STATE}\nTam Nông, ngày 10 tháng 10 năm 2025"),
        "KẾ HOẠCH\nPhát triển kinh tế tư nhân trên địa bàn xã Tam Nông, tỉnh Phú Thọ giai đoạn 2025 - 2030\n",
        "Biểu phân công nhiệm vụ\n",
        Sheet(
            "number title lead coordinating deadline",
            (("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện"),),
            rows("""
            1 ¦ Vận động hộ kinh doanh chuyển đổi thành doanh nghiệp ¦ Phòng Kinh tế ¦ Thuế cơ sở 8, Hội ND xã, Hội
            > LHPN xã ¦ 2025-2030
            2 ¦ Đối thoại với doanh nghiệp, hợp tác xã, hộ kinh doanh ¦ Văn phòng HĐND và UBND xã ¦ Phòng Kinh tế;
            > MTTQ xã ¦ Hằng quý
            3 ¦ Rà soát quỹ đất cho sản xuất ¦ Phòng Kinh Tế ¦ Chi nhánh VPĐKĐĐ khu vực Tam Nông ¦ Quý IV/2025
            4 ¦ Hỗ trợ vay vốn giải quyết việc làm ¦ Phòng giao dịch NHCSXH ¦ Các Hội đoàn thể nhận ủy thác ¦ Thường
            > xuyên
            5 ¦ Dạy nghề cho lao động nông thôn ¦ Phòng VH-XH ¦ TT GDNN-GDTX Tam Nông ¦ Từ tháng 11/2025 đến tháng
            > 3/2026
            6 ¦ Kiểm tra, giám sát ¦ Ban KT-NS HĐND xã ¦ UB MTTQ xã, CA xã, BCH QS xã ¦ Tháng 12 hằng năm
            """),
        ),
    ),
    agencies={
        "Thuế cơ sở 8, Hội ND xã, Hội LHPN xã": "Thuế cơ sở 8 | Hội Nông dân xã | Hội Liên hiệp Phụ nữ xã",
        "Văn phòng HĐND và UBND xã": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
        "Phòng Kinh tế; MTTQ xã": "Phòng Kinh tế | Ủy ban Mặt trận Tổ quốc Việt Nam xã",
        "Phòng Kinh Tế": "Phòng Kinh tế",
        "Chi nhánh VPĐKĐĐ khu vực Tam Nông": "Chi nhánh Văn phòng Đăng ký đất đai khu vực Tam Nông",
        "Phòng giao dịch NHCSXH": "Phòng giao dịch Ngân hàng Chính sách xã hội",
        "Các Hội đoàn thể nhận ủy thác": "Các Hội đoàn thể nhận ủy thác",
        "Phòng VH-XH": "Phòng Văn hóa - Xã hội",
        "TT GDNN-GDTX Tam Nông": "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Tam Nông",
        "Ban KT-NS HĐND xã": "Ban KT-NS Hội đồng nhân dân xã",
        "UB MTTQ xã, CA xã, BCH QS xã": "Ủy ban Mặt trận Tổ quốc Việt Nam xã | Công an xã | Ban Chỉ huy Quân sự xã",
    },
    deadlines={
        "2025-2030": "range 2025-01-01..2030-12-31",
        "Hằng quý": "recurring quarterly",
        "Quý IV/2025": "date 2025-10-01..2025-12-31",
        "Thường xuyên": "ongoing",
        "Từ tháng 11/2025 đến tháng 3/2026": "range 2025-11-01..2026-03-31",
        "Tháng 12 hằng năm": "recurring yearly",
    },
)

PAPERS = (SCIENCE, PRIVATE, LAWS, WARD, COMMUNE)
