"""Plans of committees of the Party and of the mass organisations."""

from tests.imports.unseen.paper import Columns, Paper, Sheet, group, other, task

INSPECTION = Paper(
    "kiem-tra-giam-sat-dang-uy",
    "docx",
    {
        "number": "08-CTr/ĐU",
        "kind": "Chương trình",
        "issuer": "Đảng ủy xã Tân Hưng",
        "issued_on": "2026-01-12",
        "title": "Kiểm tra, giám sát của Đảng ủy năm 2026",
    },
    (
        Columns(
            "ĐẢNG BỘ TỈNH TÂY NINH\nĐẢNG ỦY XÃ TÂN HƯNG\n*\nSố 08-CTr/ĐU",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nTân Hưng, ngày 12 tháng 01 năm 2026",
        ),
        "CHƯƠNG TRÌNH\nKiểm tra, giám sát của Đảng ủy năm 2026\n-----\n",
        "Danh mục các cuộc kiểm tra, giám sát:\n",
        Sheet(
            "number title - responsible_head lead deadline",
            (
                (
                    "Stt",
                    "Nội dung kiểm tra, giám sát",
                    "Đối tượng",
                    "Đồng chí phụ trách",
                    "Cơ quan tham mưu",
                    "Thời gian",
                ),
            ),
            (
                group("A", "KIỂM TRA", "", "", "", "", label="A", title="KIỂM TRA"),
                task(
                    "1",
                    "Việc lãnh đạo thực hiện Nghị quyết số 57-NQ/TW",
                    "02 chi bộ",
                    "Bí thư Đảng ủy",
                    "UBKT Đảng ủy",
                    "Quý II/2026",
                ),
                task(
                    "2",
                    "Việc thực hiện Điều lệ Đảng về sinh hoạt chi bộ",
                    "Chi bộ ấp 3",
                    "Phó Bí thư TT",
                    "Ban Xây dựng Đảng",
                    "Tháng 8",
                ),
                group("B", "GIÁM SÁT", "", "", "", "", label="B", title="GIÁM SÁT"),
                task(
                    "1",
                    "Việc kê khai tài sản, thu nhập của cán bộ diện Đảng ủy quản lý",
                    "03 đảng viên",
                    "Chủ nhiệm UBKT",
                    "UBKT Đảng ủy",
                    "Quý IV/2026",
                ),
                task(
                    "2",
                    "Giám sát thường xuyên việc chấp hành quy chế làm việc",
                    "Các chi bộ trực thuộc",
                    "Các đồng chí UV BTV",
                    "Văn phòng Đảng ủy",
                    "Thường xuyên",
                ),
            ),
        ),
        Columns("Nơi nhận:\n- Tỉnh ủy;\n- Lưu VPĐU.", "T/M BAN THƯỜNG VỤ\nBÍ THƯ"),
    ),
    agencies={
        "UBKT Đảng ủy": "Ủy ban Kiểm tra Đảng ủy xã",
        "Ban Xây dựng Đảng": "Ban Xây dựng Đảng Đảng ủy xã",
        "Văn phòng Đảng ủy": "Văn phòng Đảng ủy xã",
    },
    deadlines={
        "Quý II/2026": "date 2026-04-01..2026-06-30",
        "Tháng 8": "date 2026-08-01..2026-08-31",
        "Quý IV/2026": "date 2026-10-01..2026-12-31",
        "Thường xuyên": "ongoing",
    },
)

PROVINCIAL = Paper(
    "ctrhd-tinh-uy",
    "html",
    {
        "number": "05-CTrHĐ/TU",
        "kind": "Chương trình hành động",
        "issuer": "Tỉnh ủy Vĩnh Long",
        "issued_on": "2025-11-20",
        "title": "Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ I, nhiệm kỳ 2025 - 2030",
    },
    (
        Columns(
            "TỈNH ỦY VĨNH LONG\n*\nSố 05-CTrHĐ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM\nVĩnh Long, ngày 20 tháng 11 năm 2025"
        ),
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\n"
        "Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ I, nhiệm kỳ 2025 - 2030\n",
        "I. Nhiệm vụ thuộc lĩnh vực kinh tế\n",
        Sheet(
            "number title lead coordinating deadline note",
            (
                (
                    "TT",
                    "Đề án, chuyên đề",
                    "Cơ quan chủ trì xây dựng",
                    "Cơ quan phối hợp",
                    "Thời gian trình BTV Tỉnh ủy",
                    "Ghi chú",
                ),
            ),
            (
                task(
                    "1",
                    "Đề án phát triển logistics",
                    "Đảng ủy UBND tỉnh",
                    "Ban Chính sách, chiến lược Tỉnh ủy",
                    "Quý I/2026",
                    "Ban hành Nghị quyết",
                ),
                task(
                    "2",
                    "Chuyên đề thu hút đầu tư vào khu công nghiệp",
                    "Đảng ủy UBND tỉnh",
                    "Các ban đảng Tỉnh ủy",
                    "Tháng 6 năm 2026",
                    "Ban hành Kết luận",
                ),
            ),
            section=("I", "Nhiệm vụ thuộc lĩnh vực kinh tế"),
        ),
        "II. Nhiệm vụ thuộc lĩnh vực xây dựng Đảng\n",
        Sheet(
            "number title lead coordinating deadline note",
            (
                (
                    "TT",
                    "Đề án, chuyên đề",
                    "Cơ quan chủ trì xây dựng",
                    "Cơ quan phối hợp",
                    "Thời gian trình BTV Tỉnh ủy",
                    "Ghi chú",
                ),
            ),
            (
                task(
                    "3",
                    "Đề án nâng cao chất lượng cấp ủy cơ sở",
                    "Ban Tổ chức Tỉnh ủy",
                    "Đảng ủy các xã, phường; Trường Chính trị tỉnh",
                    "Quý III/2026",
                    "",
                ),
                task(
                    "4",
                    "Quy định về kiểm soát quyền lực trong công tác cán bộ",
                    "Cơ quan UBKT Tỉnh ủy",
                    "Ban Nội chính Tỉnh ủy, Ban Tổ chức Tỉnh ủy",
                    "Cuối năm 2026",
                    "",
                ),
                task(
                    "5",
                    "Sơ kết giữa nhiệm kỳ việc thực hiện Nghị quyết",
                    "Văn phòng Tỉnh ủy",
                    "Các cấp ủy trực thuộc",
                    "Năm 2028",
                    "Báo cáo",
                ),
            ),
            section=("II", "Nhiệm vụ thuộc lĩnh vực xây dựng Đảng"),
        ),
    ),
    agencies={
        "Đảng ủy UBND tỉnh": "Đảng ủy Ủy ban nhân dân tỉnh",
        "Các ban đảng Tỉnh ủy": "Các ban Đảng Tỉnh ủy",
        "Đảng ủy các xã, phường; Trường Chính trị tỉnh": "Đảng ủy cấp xã | Trường Chính trị tỉnh",
        "Cơ quan UBKT Tỉnh ủy": "Ủy ban Kiểm tra Tỉnh ủy",
        "Ban Nội chính Tỉnh ủy, Ban Tổ chức Tỉnh ủy": "Ban Nội chính Tỉnh ủy | Ban Tổ chức Tỉnh ủy",
        "Các cấp ủy trực thuộc": "Các cấp ủy, tổ chức đảng",
    },
    deadlines={
        "Quý I/2026": "date 2026-01-01..2026-03-31",
        "Tháng 6 năm 2026": "date 2026-06-01..2026-06-30",
        "Quý III/2026": "date 2026-07-01..2026-09-30",
        "Cuối năm 2026": "date 2026-12-31",
        "Năm 2028": "date 2028-01-01..2028-12-31",
    },
)

YOUTH = Paper(
    "chuong-trinh-tinh-doan",
    "docx",
    {
        "number": "150-KH/TĐTN-VP",
        "kind": "Kế hoạch",
        "issued_on": "2025-12-25",
        "title": "Công tác Đoàn và phong trào thanh thiếu nhi năm 2026",
    },
    (
        Columns(
            "ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH NGHỆ AN\n***\nSố: 150-KH/TĐTN-VP",
            "ĐOÀN TNCS HỒ CHÍ MINH\nNghệ An, ngày 25 tháng 12 năm 2025",
        ),
        "KẾ HOẠCH\nCông tác Đoàn và phong trào thanh thiếu nhi năm 2026\n",
        Sheet(
            "number title lead coordinating x x x x x x x x x x x x",
            (
                ("TT", "Hoạt động", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện (tháng)", *["<"] * 11),
                ("^", "^", "^", "^", *[str(month) for month in range(1, 13)]),
            ),
            (
                task(
                    "1",
                    "Tháng Thanh niên năm 2026",
                    "Ban Phong trào",
                    "Các ban Tỉnh Đoàn",
                    "",
                    "",
                    "x",
                    *[""] * 9,
                    deadline="date 2026-03-01..2026-03-31",
                ),
                task(
                    "2",
                    "Chiến dịch Thanh niên tình nguyện hè",
                    "Ban Phong trào",
                    "Hội LHTN tỉnh",
                    *[""] * 5,
                    "x",
                    "x",
                    "x",
                    *[""] * 4,
                    deadline="range 2026-06-01..2026-08-31",
                ),
                task(
                    "3",
                    "Giao ban công tác Đoàn",
                    "Văn phòng Tỉnh Đoàn",
                    "",
                    *["", "", "x"] * 4,
                    deadline="multi 2026-12-31",
                ),
                task(
                    "4",
                    "Tổng kết công tác Đoàn năm 2026",
                    "Văn phòng Tỉnh Đoàn",
                    "Các ban Tỉnh Đoàn",
                    *[""] * 11,
                    "x",
                    deadline="date 2026-12-01..2026-12-31",
                ),
                other("", "Tổng số: 04 hoạt động", *[""] * 14),
            ),
        ),
    ),
    agencies={"Hội LHTN tỉnh": "Hội Liên hiệp Thanh niên tỉnh"},
)

PAPERS = (INSPECTION, PROVINCIAL, YOUTH)
