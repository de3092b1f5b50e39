"""Short plans written last: the quarter beside its year, bare months, groups in a column of their own."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, task

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def letterhead(issuer: str, place_and_day: str) -> Columns:
    return Columns(issuer, f"{STATE}\n{place_and_day}")


ENTERPRISES = Paper(
    "quy-nam-hai-cot",
    "docx",
    {"number": "77/KH-UBND", "kind": "Kế hoạch", "issuer": "Ủy ban nhân dân tỉnh Sơn La", "issued_on": "2026-02-20"},
    (
        letterhead("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 77/KH-UBND", "Sơn La, ngày 20 tháng 02 năm 2026"),
        "KẾ HOẠCH\nPhát triển doanh nghiệp nhỏ và vừa giai đoạn 2026 - 2030\n",
        "Phụ lục\n",
        Sheet(
            "number title lead coordinating - - deliverable",
            (
                ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Hoàn thành", "<", "Sản phẩm"),
                ("^", "^", "^", "^", "Quý", "Năm", "^"),
            ),
            (
                group("I", "Cải cách thủ tục", "", "", "", "", "", label="I", title="Cải cách thủ tục"),
                task(
                    "1",
                    "Cắt giảm thủ tục đăng ký kinh doanh",
                    "Sở Tài chính",
                    "Sở Tư pháp",
                    "II",
                    "2026",
                    "Quyết định",
                    deadline="date 2026-04-01..2026-06-30",
                ),
                task(
                    "2",
                    "Số hóa hồ sơ doanh nghiệp",
                    "Sở Tài chính",
                    "Sở KH&CN",
                    "IV",
                    "2027",
                    "Cơ sở dữ liệu",
                    deadline="date 2027-10-01..2027-12-31",
                ),
                task(
                    "3",
                    "Đào tạo quản trị",
                    "Liên minh HTX tỉnh",
                    "Hội Doanh nhân trẻ tỉnh",
                    "",
                    "2026",
                    "20 lớp",
                    deadline="date 2026-01-01..2026-12-31",
                ),
            ),
        ),
    ),
    agencies={"Sở KH&CN": "Sở Khoa học và Công nghệ", "Liên minh HTX tỉnh": "Liên minh Hợp tác xã tỉnh"},
)

DISEASES = Paper(
    "thang-so",
    "xlsx",
    {"number": "15/KH-TTYT", "kind": "Kế hoạch", "issued_on": "2026-01-12"},
    (
        Columns("SỞ Y TẾ AN GIANG\nTRUNG TÂM Y TẾ KHU VỰC CHÂU ĐỐC", STATE),
        Columns("Số: 15/KH-TTYT", "An Giang, ngày 12 tháng 01 năm 2026"),
        "KẾ HOẠCH\nPhòng, chống dịch bệnh truyền nhiễm năm 2026",
        Sheet(
            "number title deadline lead coordinating responsible_head -",
            (
                (
                    "STT",
                    "Hoạt động",
                    "Tháng thực hiện",
                    "Khoa/Phòng chủ trì",
                    "Khoa/Phòng phối hợp",
                    "Người phụ trách",
                    "Chỉ số",
                ),
            ),
            (
                task("1", "Giám sát côn trùng", "3", "Khoa KSBT", "Trạm Y tế các xã, phường", "BS. An", ""),
                task("2", "Chiến dịch diệt lăng quăng", "4, 6, 9", "^", "Trung tâm DVTH các xã", "BS. An", "03 đợt"),
                task(
                    "3",
                    "Tiêm chủng mở rộng",
                    "Hằng tháng",
                    "Khoa CSSKSS",
                    "Trạm Y tế các xã, phường",
                    "CN. Bình",
                    ">95%",
                ),
                task(
                    "4",
                    "Tập huấn điều trị sốt xuất huyết",
                    "5-6",
                    "Phòng KHNV",
                    "Khoa Nhi; Khoa HSCC",
                    "BS. Chi",
                    "01 lớp",
                ),
                task("5", "Tổng kết", "12", "Phòng KHNV", "Các khoa, phòng", "GĐ", "Báo cáo"),
            ),
        ),
    ),
    agencies={
        "Khoa KSBT": "Khoa Kiểm soát bệnh tật",
        "Trạm Y tế các xã, phường": "Trạm Y tế cấp xã",
        "Trung tâm DVTH các xã": "Trung tâm Dịch vụ tổng hợp các xã",
        "Phòng KHNV": "Phòng Kế hoạch nghiệp vụ",
        "Khoa CSSKSS": "Khoa Chăm sóc sức khỏe sinh sản",
        "Khoa Nhi; Khoa HSCC": "Khoa Nhi | Khoa Hồi sức cấp cứu",
    },
    deadlines={
        "3": "date 2026-03-01..2026-03-31",
        "4, 6, 9": "multi 2026-09-30",
        "Hằng tháng": "recurring monthly",
        "5-6": "range 2026-05-01..2026-06-30",
        "12": "date 2026-12-01..2026-12-31",
    },
)

TRADE = Paper(
    "nhom-cot-dau",
    "html",
    {"number": "301/KH-SCT", "kind": "Kế hoạch", "issuer": "Sở Công Thương", "issued_on": "2026-03-17"},
    (
        letterhead("UBND TỈNH ĐẮK LẮK\nSỞ CÔNG THƯƠNG\nSố: 301/KH-SCT", "Đắk Lắk, ngày 17 tháng 3 năm 2026"),
        "KẾ HOẠCH\nPhát triển thương mại điện tử năm 2026\n",
        Sheet(
            "- number title lead coordinating deadline deliverable",
            (("Nhóm nhiệm vụ", "STT", "Nhiệm vụ cụ thể", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Kết quả"),),
            (
                task(
                    "Hạ tầng",
                    "1",
                    "Xây dựng sàn thương mại điện tử tỉnh",
                    "Phòng QLTM",
                    "TT CNTT&TT tỉnh; VNPT Đắk Lắk",
                    "Quý III/2026",
                    "Sàn vận hành",
                ),
                task(
                    "^", "2", "Kết nối sàn với cổng truy xuất nguồn gốc", "^", "Sở NN và MT", "Quý IV/2026", "Kết nối"
                ),
                task(
                    "Nhân lực",
                    "3",
                    "Tập huấn livestream bán hàng",
                    "Trung tâm KC&XTTM",
                    "Hội LHPN tỉnh, Tỉnh Đoàn",
                    "Tháng 5 và tháng 8/2026",
                    "04 lớp",
                ),
                task(
                    "^",
                    "4",
                    "Hỗ trợ 100 hộ kinh doanh lên sàn",
                    "^",
                    "UBND các xã, phường; Bưu điện tỉnh",
                    "Hoàn thành 60% trong Quý II, 100% trong Quý III/2026",
                    "100 hộ",
                ),
            ),
        ),
        Columns("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT, QLTM.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
    ),
    agencies={
        "Phòng QLTM": "Phòng Quản lý thương mại",
        "TT CNTT&TT tỉnh; VNPT Đắk Lắk": "Trung tâm Công nghệ thông tin và Truyền thông tỉnh | VNPT tỉnh",
        "Sở NN và MT": "Sở Nông nghiệp và Môi trường",
        "Trung tâm KC&XTTM": "Trung tâm Khuyến công và Xúc tiến Thương mại",
        "Hội LHPN tỉnh, Tỉnh Đoàn": "Hội Liên hiệp Phụ nữ tỉnh | Tỉnh Đoàn",
        "UBND các xã, phường; Bưu điện tỉnh": "Ủy ban nhân dân cấp xã | Bưu điện tỉnh",
    },
    deadlines={
        "Quý III/2026": "date 2026-07-01..2026-09-30",
        "Quý IV/2026": "date 2026-10-01..2026-12-31",
        "Tháng 5 và tháng 8/2026": "multi 2026-08-31",
        "Hoàn thành 60% trong Quý II, 100% trong Quý III/2026": "multi 2026-09-30",
    },
)

UNION = Paper(
    "cong-doan",
    "docx",
    {"number": "08/CTr-LĐLĐ", "kind": "Chương trình", "issued_on": "2026-01-09"},
    (
        Columns(
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH LẠNG SƠN\nSố: 08/CTr-LĐLĐ",
            f"{STATE}\nLạng Sơn, ngày 09 tháng 01 năm 2026",
        ),
        "CHƯƠNG TRÌNH\nCông tác công đoàn năm 2026\n",
        "I. NHIỆM VỤ THEO LĨNH VỰC\n",
        Sheet(
            "number title responsible_head lead coordinating deadline",
            (
                (
                    "Stt",
                    "Nội dung công việc",
                    "Đ/c Thường trực chỉ đạo",
                    "Ban tham mưu",
                    "Đơn vị phối hợp",
                    "Thời gian",
                ),
            ),
            (
                group(
                    "",
                    "Công tác tuyên giáo, nữ công",
                    "",
                    "",
                    "",
                    "",
                    label=None,
                    title="Công tác tuyên giáo, nữ công",
                ),
                task(
                    "1",
                    "Tháng Công nhân và Tháng hành động về ATVSLĐ",
                    "Chủ tịch",
                    "Ban Công tác công đoàn",
                    "CĐCS các doanh nghiệp",
                    "01 - 31/5/2026",
                ),
                task(
                    "2",
                    "Tuyên truyền Đại hội Công đoàn các cấp",
                    "PCT Hoàng Văn N",
                    "^",
                    "CĐCS các doanh nghiệp",
                    "Quý I, Quý II",
                ),
                group(
                    "", "Công tác tổ chức, kiểm tra", "", "", "", "", label=None, title="Công tác tổ chức, kiểm tra"
                ),
                task(
                    "3",
                    "Phát triển 2.000 đoàn viên",
                    "^",
                    "Ban Tổ chức - Kiểm tra",
                    "CĐ các KCN; LĐLĐ khu vực",
                    "Cả năm",
                ),
                task(
                    "4",
                    "Kiểm tra tài chính công đoàn cơ sở",
                    "PCT Hoàng Văn N",
                    "Văn phòng - UBKT",
                    "",
                    "Tháng 4-5 và tháng 10-11",
                ),
            ),
        ),
    ),
    agencies={
        "CĐCS các doanh nghiệp": "Công đoàn cơ sở các doanh nghiệp",
        "CĐ các KCN; LĐLĐ khu vực": "Công đoàn các Khu công nghiệp | Liên đoàn Lao động khu vực",
        "Văn phòng - UBKT": "Văn phòng - Ủy ban Kiểm tra",
    },
    deadlines={
        "01 - 31/5/2026": "range 2026-05-01..2026-05-31",
        "Quý I, Quý II": "multi 2026-06-30",
        "Cả năm": "date 2026-01-01..2026-12-31",
        "Tháng 4-5 và tháng 10-11": "unclear",
    },
)

STREETS = Paper(
    "khong-cot-han",
    "html",
    {
        "number": "55/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân phường Thủ Dầu Một",
        "issued_on": "2026-03-02",
    },
    (
        letterhead("ỦY BAN NHÂN DÂN\nPHƯỜNG THỦ DẦU MỘT\nSố: 55/KH-UBND", "Thủ Dầu Một, ngày 02 tháng 3 năm 2026"),
        "KẾ HOẠCH\nChỉnh trang đô thị, bảo vệ môi trường năm 2026\n",
        Sheet(
            "number title lead coordinating -",
            (("TT", "Nội dung", "Đơn vị chủ trì", "Phối hợp", "Kinh phí"),),
            (
                task(
                    "1",
                    "Ra quân dọn vệ sinh các khu phố",
                    "Phòng KTHT&ĐT",
                    "BCH Quân sự; Đoàn Thanh niên phường",
                    "15 triệu",
                    deadline="none",
                ),
                task(
                    "2",
                    "Lắp camera tại điểm đen về rác",
                    "Công an phường",
                    "Ban điều hành các khu phố",
                    "120 triệu",
                    deadline="none",
                ),
            ),
        ),
    ),
    agencies={
        "Phòng KTHT&ĐT": "Phòng Kinh tế, Hạ tầng và Đô thị",
        "BCH Quân sự; Đoàn Thanh niên phường": "Ban Chỉ huy Quân sự phường | Đoàn Thanh niên phường",
        "Ban điều hành các khu phố": "Ban điều hành các khu phố",
    },
)

PAPERS = (ENTERPRISES, DISEASES, TRADE, UNION, STREETS)
