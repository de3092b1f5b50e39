"""The words that a sentence giving work begins with in plans: a verb, or when it is to be done. Pure."""

import re

_VERBS = (
    "chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tham mưu|tham gia|tổ chức|xây dựng|triển khai|thực hiện"
    "|hướng dẫn|chỉ đạo|lãnh đạo|rà soát|tổng hợp|báo cáo|đôn đốc|kiểm tra|giám sát|tăng cường|đẩy mạnh|đẩy nhanh"
    "|chủ động|tiếp tục|bố trí|cân đối|thẩm định|lồng ghép|quán triệt|tuyên truyền|vận động|cung cấp|cập nhật"
    "|nghiên cứu|đề xuất|trình|ban hành|hoàn thành|hoàn thiện|phát huy|phát động|phát triển|phát hiện|khẩn trương"
    "|thường xuyên|trực tiếp|định kỳ|quyết định|xem xét|giúp|phân công|bảo đảm|đảm bảo|quản lý|vận hành|duy trì"
    "|nâng cao|nâng cấp|mở rộng|khai thác|sử dụng|ứng dụng|hỗ trợ|tạo|thành lập|kiện toàn|phổ biến|phổ cập|huy động"
    "|gửi|đưa|kịp thời|tập trung|nghiêm túc|giao|tích cực|đăng ký|lập|công bố|công khai|tiếp nhận|xử lý|giải quyết"
    "|thu hút|đào tạo|bồi dưỡng|đăng tải|sớm|quan tâm|chuẩn bị|khảo sát|đánh giá|thống kê|số hóa|kết nối|bổ sung"
    "|điều chỉnh|theo dõi|thiết lập|gắn|đa dạng|khơi dậy|mời|đầu tư|khuyến khích|ưu tiên|tích hợp|bảo vệ|chia sẻ"
    "|hợp tác|ký kết|tìm kiếm|đặt hàng|cụ thể hóa|thể chế hóa|xác định|cho phép|cho ý kiến|đơn giản hóa|đổi mới"
    "|cải cách|cải tạo|chuyển đổi|chuyển giao|nhân rộng|thúc đẩy|hình thành|ngăn chặn|phòng ngừa|phòng, chống"
    "|chú trọng|trang bị|lắp đặt|mua sắm|sửa chữa|thay thế|trồng|chăm sóc|thu gom|phân loại|tổng kết|sơ kết"
    "|biểu dương|tôn vinh|khen thưởng|quảng bá|giới thiệu|xúc tiến|liên kết|tranh thủ|từng bước|thực thi|nắm"
    "|kiểm soát|quy hoạch|bảo tồn|xóa|khắc phục|tháo gỡ|đấu tranh|làm|in|cấp|củng cố|đề nghị|yêu cầu|căn cứ"
    "|trong quý|trong năm|hằng năm|hàng năm|hằng quý|hằng tháng|trước ngày|phấn đấu|sắp xếp|rút ngắn|cắt giảm|giảm"
    "|tăng|khởi công|bàn giao|giải phóng|đo đạc|đấu thầu|tuyển|chăm lo|thăm|tặng|trao|mở|chấm dứt|khôi phục"
    "|chấn chỉnh|hạn chế|hội nhập|đàm phán|tuyển dụng|luân chuyển|sẵn sàng|ngay sau khi|theo chức năng|kiểm kê"
    "|kiểm đếm|quy định|đổi|xác minh|tập huấn|truyền thông|vận dụng|siết"
)
_BEGINS = re.compile(rf"(?:{_VERBS})(?!\w)", re.IGNORECASE)


def begins_work(text: str) -> bool:
    """The first word is something to do."""
    return bool(_BEGINS.match(text.lstrip('“"( ')))
