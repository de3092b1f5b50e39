"""Plans of communes and wards, before and after 1/7/2025."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, other, task

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

STORMS = Paper(
    "phong-chong-thien-tai-xa-2024",
    "html",
    {
        "number": "34/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân xã Hương Sơn",
        "issued_on": "2024-04-12",
        "title": "Phòng, chống thiên tai và tìm kiếm cứu nạn năm 2024",
    },
    (
        Columns("ỦY BAN NHÂN DÂN\nXÃ HƯƠNG SƠN\nSố: 34/KH-UBND", f"{STATE}\nHương Sơn, ngày 12 tháng 4 năm 2024"),
        "KẾ HOẠCH\nPhòng, chống thiên tai và tìm kiếm cứu nạn năm 2024\n",
        "Ủy ban nhân dân xã Hương Sơn xây dựng Kế hoạch phòng, chống thiên tai năm 2024 như sau:\n",
        Sheet(
            "title lead coordinating deadline note",
            (("Nội dung công việc", "Bộ phận phụ trách", "Phối hợp", "Thời gian thực hiện", "Ghi chú"),),
            (
                task(
                    "Kiện toàn Ban Chỉ huy PCTT&TKCN xã",
                    "Văn phòng - Thống kê",
                    "Ban Chỉ huy Quân sự xã",
                    "Trước 30/4/2024",
                    "",
                ),
                task(
                    "Rà soát phương án sơ tán dân vùng trũng thấp",
                    "Địa chính - Xây dựng",
                    "Các thôn",
                    "Tháng 5/2024",
                    "182 hộ",
                ),
                task(
                    "Chuẩn bị vật tư, phương tiện theo phương châm 4 tại chỗ",
                    "Ban Chỉ huy Quân sự xã",
                    "Công an xã; Đoàn Thanh niên xã; các thôn",
                    "Xong trước mùa mưa bão",
                    "",
                ),
                task(
                    "Trực ban 24/24 giờ khi có bão, lũ",
                    "Ban Chỉ huy Quân sự xã",
                    "Công an xã",
                    "Khi có thiên tai",
                    "",
                ),
                task(
                    "Tổng kết công tác phòng, chống thiên tai năm 2024",
                    "Văn phòng - Thống kê",
                    "Các thôn",
                    "Tháng 12",
                    "Báo cáo UBND huyện",
                ),
                other("Tổng cộng: 05 nhiệm vụ", "<", "<", "<", "<"),
            ),
        ),
        "Ghi chú: Kế hoạch này thay thế Kế hoạch số 21/KH-UBND ngày 10/4/2023.",
        Columns("Nơi nhận:\n- UBND huyện;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
    ),
    agencies={
        "Công an xã; Đoàn Thanh niên xã; các thôn": "Công an xã | Đoàn Thanh niên xã | Các thôn",
    },
    deadlines={
        "Trước 30/4/2024": "date 2024-04-30 before",
        "Tháng 5/2024": "date 2024-05-01..2024-05-31",
        "Xong trước mùa mưa bão": "unclear",
        "Khi có thiên tai": "unclear",
        "Tháng 12": "date 2024-12-01..2024-12-31",
    },
)

OCR = Paper(
    "chuyen-doi-so-xa-ocr",
    "txt",
    {
        "number": "19/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân xã Tân Lập",
        "issued_on": "2026-02-26",
        "title": "Chuyển đổi số xã Tân Lập năm 2026",
    },
    (
        Columns("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\n\nSố: 19/KH-UBND", f"{STATE}\n\nTân Lập, ngày 26 tháng 02 năm 2026"),
        "KẾ HOẠCH\nChuyển đổi số xã Tân Lập năm 2026\n",
        "Ủy ban nhân dân xã Tân Lập ban hành Kế hoạch chuyển đổi số năm 2026 như sau:\n"
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND tỉnh Thái Nguyên, các nhiệm vụ nêu tại Phụ lục.",
        "Phụ lục\nNHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2026\n",
        Sheet(
            "number title lead coordinating deliverable deadline",
            (("TT", "Nhiêm vụ", "Cơ quan chủ tri", "Cơ quan phối hợp", "Sàn phẩm", "Thời gian hoàn thành"),),
            (
                group("I", "CHÍNH QUYỀN SỐ", "", "", "", "", label="I", title="CHÍNH QUYỀN SỐ"),
                task(
                    "1",
                    "Số hóa kết quả giải quyết thủ tục hành chính",
                    "Trung tâm Phục vụ hành chính công",
                    "Phòng Văn hóa - Xã hội; Phòng Kinh tế",
                    "100% hồ sơ đuợc số hóa",
                    "Thường xuyên",
                ),
                task(
                    "2",
                    "Kiện toàn Tổ công nghệ số cộng đồng các thôn",
                    "Phòng Văn hoá - Xã hội",
                    "Các thôn",
                    "Quyết định",
                    "Quý l/2026",
                ),
                group("II", "KINH TẾ SỐ", "", "", "", "", label="II", title="KINH TẾ SỐ"),
                task(
                    "3",
                    "Hỗ trợ hộ kinh doanh lên sàn thương mại điện tử",
                    "Phòng Kinh tế",
                    "Hội Nông dân xã, Hội LHPN xã",
                    "30 hộ",
                    "O6 tháng đầu năm 2026",
                ),
                task(
                    "4",
                    "Vận động người dân mở tài khoản thanh toán",
                    "Phòng Kinh tế",
                    "Ngân hàng Chính sách xã hội",
                    "Báo cáo",
                    "Trong năm 2026",
                ),
                group("III", "XÃ HỘI SỐ", "", "", "", "", label="III", title="XÃ HỘI SỐ"),
                task(
                    "5",
                    "Tổ chức Ngày Chuyển đổi số quốc gia",
                    "Phòng Văn hóa - Xã hội",
                    "Đoàn Thanh niên xã",
                    "Lễ phát động",
                    "Ngày 10/10/2026",
                ),
                task(
                    "6",
                    "Phổ cập kỹ năng số “Bình dân học vụ số”",
                    "Phòng Văn hóa - Xã hội",
                    "Các trường học; các thôn",
                    "Lớp học",
                    "Hàng tháng",
                ),
            ),
        ),
    ),
    agencies={
        "Trung tâm Phục vụ hành chính công": "Trung tâm Phục vụ hành chính công xã",
        "Phòng Văn hóa - Xã hội; Phòng Kinh tế": "Phòng Văn hóa - Xã hội | Phòng Kinh tế",
        "Phòng Văn hoá - Xã hội": "Phòng Văn hóa - Xã hội",
        "Hội Nông dân xã, Hội LHPN xã": "Hội Nông dân xã | Hội Liên hiệp Phụ nữ xã",
        "Ngân hàng Chính sách xã hội": "Ngân hàng Chính sách xã hội tỉnh",
        "Đoàn Thanh niên xã": "Đoàn Thanh niên xã",
        "Các trường học; các thôn": "Các cơ sở giáo dục | Các thôn",
    },
    deadlines={
        "Thường xuyên": "ongoing",
        "Quý l/2026": "date 2026-01-01..2026-03-31",
        "O6 tháng đầu năm 2026": "date 2026-01-01..2026-06-30",
        "Trong năm 2026": "date 2026-01-01..2026-12-31",
        "Ngày 10/10/2026": "date 2026-10-10",
        "Hàng tháng": "recurring monthly",
    },
)

WARD = Paper(
    "phuong-tieu-de-ba-hang",
    "docx",
    {
        "number": "102/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân phường Sài Gòn",
        "issued_on": "2026-01-15",
    },
    (
        Columns(
            "ỦY BAN NHÂN DÂN\nPHƯỜNG SÀI GÒN\nSố: 102/KH-UBND", f"{STATE}\nPhường Sài Gòn, ngày 15 tháng 01 năm 2026"
        ),
        "KẾ HOẠCH\nThực hiện nhiệm vụ trọng tâm phát triển kinh tế - xã hội năm 2026\n",
        "PHỤ LỤC\nBẢNG PHÂN CÔNG NHIỆM VỤ\n",
        Sheet(
            "number title responsible_head lead coordinating deadline deliverable",
            (
                ("STT", "Nhiệm vụ trọng tâm", "Phân công", "<", "<", "Thời hạn", "Kết quả đầu ra"),
                ("^", "^", "Lãnh đạo UBND phường", "Cơ quan thực hiện", "<", "^", "^"),
                ("^", "^", "^", "Chủ trì", "Phối hợp", "^", "^"),
            ),
            (
                group(
                    "Lĩnh vực kinh tế - ngân sách",
                    "<",
                    "<",
                    "<",
                    "<",
                    "<",
                    "<",
                    label=None,
                    title="Lĩnh vực kinh tế - ngân sách",
                ),
                task(
                    "1",
                    "Thu ngân sách nhà nước đạt dự toán giao",
                    "Chủ tịch",
                    "Phòng Kinh tế, Hạ tầng và Đô thị",
                    "Thuế cơ sở",
                    "31/12/2026",
                    "100% dự toán",
                ),
                task(
                    "2",
                    "Sắp xếp lại chợ truyền thống",
                    "Phó Chủ tịch phụ trách kinh tế",
                    "^",
                    "Ban Quản lý chợ",
                    "Quý III/2026",
                    "Phương án",
                ),
                task(
                    "3", "Chỉnh trang tuyến đường trung tâm", "^", "^", "Công an phường", "^", "Công trình hoàn thành"
                ),
                group(
                    "Lĩnh vực văn hóa - xã hội",
                    "<",
                    "<",
                    "<",
                    "<",
                    "<",
                    "<",
                    label=None,
                    title="Lĩnh vực văn hóa - xã hội",
                ),
                task(
                    "4",
                    "Giảm hộ nghèo theo chuẩn mới của Thành phố",
                    "Phó Chủ tịch phụ trách VHXH",
                    "Phòng VH-XH",
                    "UBMTTQ Việt Nam phường và các đoàn thể",
                    "Tháng 11/2026",
                    "Giảm 50 hộ",
                ),
                task(
                    "5",
                    "Khám sức khỏe miễn phí cho người cao tuổi",
                    "^",
                    "Trạm Y tế phường",
                    "Hội NCT phường",
                    "Quý II và Quý IV/2026",
                    "100% người cao tuổi",
                ),
            ),
        ),
    ),
    agencies={
        "Phòng VH-XH": "Phòng Văn hóa - Xã hội",
        "UBMTTQ Việt Nam phường và các đoàn thể": "Ủy ban Mặt trận Tổ quốc Việt Nam phường | Các đoàn thể",
        "Hội NCT phường": "Hội Người cao tuổi phường",
        "Trạm Y tế phường": "Trạm Y tế",
        "Thuế cơ sở": "Thuế cơ sở",
        "Ban Quản lý chợ": "Ban Quản lý chợ",
    },
    deadlines={
        "31/12/2026": "date 2026-12-31",
        "Quý III/2026": "date 2026-07-01..2026-09-30",
        "Tháng 11/2026": "date 2026-11-01..2026-11-30",
        "Quý II và Quý IV/2026": "multi 2026-12-31",
    },
)

PAPERS = (STORMS, OCR, WARD)
