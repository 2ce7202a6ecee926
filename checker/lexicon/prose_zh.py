"""The words that surround figures in Chinese sentences, as data."""

from __future__ import annotations

# Counting words by what they count: figures of one family can be added and compared.
CLASSIFIERS: dict[str, str] = {
    "person": "人 名 位 口 员",
    "persontime": "人次 人·次",
    "household": "户 家庭",
    "place": "所 家 座 处 个",
    "case": "件 起 宗 例 案",
    "item": "项 种 类 条 款 门",
    "times": "次 场 场次 期 批 批次 届 轮 趟 人天 课时 学时 小时 分钟",
    "machine": "台 台套 辆 套 架 艘 部",
    "volume": "册 本 卷 份 篇 封 张 幅 枚 片 块",
    "building": "间 幢 栋 间次 层 套间",
    "bed": "张床 床",
    "animal": "头 匹 只 羽 尾 株 棵 盆 盏 根 支 把 顶 面 扇 道 眼 口井 班",
    "days": "天 个月 周 个小时 个工作日 年",
    "times_as": "倍",
}

# Physical units; figures in them are measured, so a whole number is still rounded.
MEASURES: dict[str, str] = {
    "area": "平方公里 平方千米 平方米 公顷 亩 ㎡ m² m2 km² km2 ㎢ hm² 立方厘米",
    "volume_of": "立方米 m³ m3 升 毫升 立方",
    "length": "公里 千米 米 厘米 毫米 km 华里",
    "weight": "吨 千克 公斤 克 斤 kg 万吨 毫克 微克 吨公里 吨标准煤",
    "energy": "千瓦时 千瓦 兆瓦 度 kWh kW MW 瓦",
    "degree": "℃ 摄氏度 分贝 分",
}

MONEY = "元 美元 港元 港币 欧元 日元 英镑 澳元 新台币 卢布 圆 块钱"

# Words of change. The words in the second group say so only beside a comparison (比上年多).
UP = "增加 增长 递增 上升 提高 提升 增 升 升高 上涨 攀升 扩大 净增 增多 高出 多出 多了 回升 涨 上浮 超出 加快 抬升 拉高 上扬 抬高 扩增 增收 增支 新增"
UP_COMPARED = "多 高 快 大 强 贵 长 超 添"
DOWN = "减少 下降 降低 减 降 下滑 回落 缩减 净减 下跌 收窄 压缩 少了 跌 萎缩 滑落 走低 缩小 调减 削减 少收 减收 减支 减退 下挫 递减 少于 低于 下浮 下调"
DOWN_COMPARED = "少 低 慢 小 弱 短"
# Words that tell a change only beside the two levels it lies between.
MOVES = (
    "增幅 降幅 减幅 涨幅 升幅 跌幅 降低率 精简 压减 裁减 裁撤 缩短 延长 调高 调低 抬高 净增长 减员 增产 减产 增员 增亏 减亏"
)
ARRIVED = "增加 增长 上升 提高 提升 增 升 上涨 攀升 扩大 回升 涨 减少 下降 降低 减 降 下滑 回落 缩减 跌 缩小 调整 变 改 转 发展 扩 压缩 扩充 扩展 调增 调减 合并 达 下跌 压减 精简 整合"
# Words of a change for each of several periods, by the period.
PACES = {
    "year": "年均 年平均 每年 逐年 年递增 年递减 年复合 复合增长 年化",
    "quarter": "季均 每季",
    "month": "月均 每月 逐月",
    "day": "日均 每天 每日",
}
COMPARED = "比 较 同比 环比 相比 对照 对比 比较 相较 一同 同期"
BASE_TIMES = "上年 去年 前年 上年度 上一年 上一年度 上期 基期 同期 期初 年初 往年 上年末 上年底 去年底 上月 上季度 上学年 上一学年 上届 前一年"
TOTAL = "共 共计 合计 总计 总数 总额 总量 累计 总共 一共 全部 总人数 总和 总体 统共 合共 通计 共有 总 总收入 总支出 总面积 所有 总值 总产值 各类 各级"
CLOSING = "共计 合计 总计 一共 总共 共 统共 合共 累计 共有 加起来"
OF_WHICH = "其中 这其中 当中 包括 包含 内含 里头 里面 之中"
REMAINDER = "其余 余下 剩余 剩下 其他 其它 另外"
