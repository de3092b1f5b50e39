"""Plans of districts, of the time before 1/7/2025."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, task

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

DISTRICT = Paper(
    "de-an-06-huyen-2024",
    "docx",
    {
        "number": "66/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân huyện Gia Lâm",
        "issued_on": "2024-02-02",
    },
    (
        Columns("ỦY BAN NHÂN DÂN\nHUYỆN GIA LÂM\nSố: 66/KH-UBND", f"{STATE}\nGia Lâm, ngày 02 tháng 02 năm 2024"),
        "KẾ HOẠCH\nTriển khai thực hiện Đề án 06 trên địa bàn huyện Gia Lâm năm 2024\n",
        "PHỤ LỤC 01\nNHIỆM VỤ THƯỜNG XUYÊN\n",
        Sheet(
            "number title lead coordinating deliverable deadline -",
            (
                (
                    "STT",
                    "Nhiệm vụ",
                    "Cơ quan chủ trì",
                    "Cơ quan phối hợp",
                    "Sản phẩm đầu ra",
                    "Lộ trình",
                    "Tình trạng thực hiện",
                ),
                ("1", "2", "3", "4", "5", "6", "7"),
            ),
            (
                group(
                    "I",
                    "Nhóm tiện ích phục vụ giải quyết TTHC",
                    "",
                    "",
                    "",
                    "",
                    "",
                    label="I",
                    title="Nhóm tiện ích phục vụ giải quyết TTHC",
                ),
                task(
                    "1",
                    "Thực hiện 25 dịch vụ công thiết yếu",
                    "Văn phòng HĐND&UBND huyện",
                    "Công an huyện;\nUBND các xã, thị trấn",
                    "Tỷ lệ hồ sơ trực tuyến đạt 80%",
                    "Thường xuyên",
                    "Đang thực hiện",
                ),
                task(
                    "2",
                    "Liên thông khai sinh, khai tử",
                    "Phòng Tư pháp",
                    "Công an huyện, BHXH huyện",
                    "Hồ sơ liên thông",
                    "Quý I/2024",
                    "",
                ),
                group(
                    "II",
                    "Nhóm tiện ích phục vụ công dân số",
                    "",
                    "",
                    "",
                    "",
                    "",
                    label="II",
                    title="Nhóm tiện ích phục vụ công dân số",
                ),
                task(
                    "1",
                    "Cấp tài khoản định danh điện tử mức 2",
                    "Công an huyện",
                    "UBND các xã, thị trấn",
                    "95% công dân đủ điều kiện",
                    "Tháng 6/2024",
                    "Chậm",
                ),
                task(
                    "2",
                    "Chi trả an sinh xã hội qua tài khoản",
                    "Phòng LĐTB&XH",
                    "Bưu điện huyện",
                    "100% đối tượng",
                    "Xong trong Quý II",
                    "",
                ),
            ),
            appendix="01",
        ),
        "PHỤ LỤC 02\nNHIỆM VỤ CÓ THỜI HẠN\n",
        Sheet(
            "number title lead coordinating deliverable deadline -",
            (
                (
                    "STT",
                    "Nhiệm vụ",
                    "Cơ quan chủ trì",
                    "Cơ quan phối hợp",
                    "Sản phẩm đầu ra",
                    "Lộ trình",
                    "Tình trạng thực hiện",
                ),
            ),
            (
                task(
                    "1",
                    "Rà soát, làm sạch dữ liệu hội viên",
                    "Các hội, đoàn thể huyện",
                    "Công an huyện",
                    "Dữ liệu sạch",
                    "30/9/2024",
                    "",
                ),
                task(
                    "2",
                    "Sơ kết 02 năm Đề án 06",
                    "Công an huyện",
                    "Các phòng, ban, ngành",
                    "Hội nghị",
                    "Trước ngày 20 tháng 12 năm 2024",
                    "",
                ),
            ),
            appendix="02",
        ),
    ),
    agencies={
        "Văn phòng HĐND&UBND huyện": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện",
        "Công an huyện;\nUBND các xã, thị trấn": "Công an huyện | Ủy ban nhân dân cấp xã",
        "Công an huyện; UBND các xã, thị trấn": "Công an huyện | Ủy ban nhân dân cấp xã",
        "Công an huyện, BHXH huyện": "Công an huyện | Bảo hiểm xã hội huyện",
        "UBND các xã, thị trấn": "Ủy ban nhân dân cấp xã",
        "Phòng LĐTB&XH": "Phòng Nội vụ",
        "Các hội, đoàn thể huyện": "Các hội, đoàn thể",
    },
    deadlines={
        "Thường xuyên": "ongoing",
        "Quý I/2024": "date 2024-01-01..2024-03-31",
        "Tháng 6/2024": "date 2024-06-01..2024-06-30",
        "Xong trong Quý II": "date 2024-04-01..2024-06-30",
        "30/9/2024": "date 2024-09-30",
        "Trước ngày 20 tháng 12 năm 2024": "date 2024-12-20 before",
    },
)

PAPERS = (DISTRICT,)
