"""Made from ui/adjustment_card.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QLabel, QSizePolicy, QToolButton, QVBoxLayout,
    QWidget)

class Ui_AdjustmentCard(object):
    def setupUi(self, card: QFrame) -> None:
        if not card.objectName():
            card.setObjectName(u"card")
        self.layout1 = QVBoxLayout(card)
        self.layout1.setSpacing(4)
        self.layout1.setObjectName(u"layout1")
        self.layout1.setContentsMargins(4, 2, 4, 2)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(0, 0, 0, 0)
        self.title = QToolButton(card)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"flat", True)
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

        self.head.addWidget(self.title)

        self.state = QLabel(card)
        self.state.setObjectName(u"state")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.state.sizePolicy().hasHeightForWidth())
        self.state.setSizePolicy(sizePolicy)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)
        self.state.setProperty(u"role", u"quiet")

        self.head.addWidget(self.state)

        self.accept = QToolButton(card)
        self.accept.setObjectName(u"accept")
        self.accept.setProperty(u"flat", True)

        self.head.addWidget(self.accept)

        self.dismiss = QToolButton(card)
        self.dismiss.setObjectName(u"dismiss")
        self.dismiss.setProperty(u"flat", True)

        self.head.addWidget(self.dismiss)


        self.layout1.addLayout(self.head)

        self.reason = QLabel(card)
        self.reason.setObjectName(u"reason")
        self.reason.setWordWrap(True)
        self.reason.setIndent(4)
        self.reason.setProperty(u"role", u"quiet")

        self.layout1.addWidget(self.reason)

        self.body = QWidget(card)
        self.body.setObjectName(u"body")
        self.rows = QGridLayout(self.body)
        self.rows.setObjectName(u"rows")
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(4)
        self.rows.setContentsMargins(4, 0, 0, 4)

        self.layout1.addWidget(self.body)


        self.retranslateUi(card)

        QMetaObject.connectSlotsByName(card)

    def retranslateUi(self, card: QFrame) -> None:
        self.state.setText("")
#if QT_CONFIG(tooltip)
        self.accept.setToolTip(QCoreApplication.translate("AdjustmentCard", u"Accept (A)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.accept.setAccessibleName(QCoreApplication.translate("AdjustmentCard", u"Accept (A)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.dismiss.setToolTip(QCoreApplication.translate("AdjustmentCard", u"Dismiss (Backspace)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.dismiss.setAccessibleName(QCoreApplication.translate("AdjustmentCard", u"Dismiss (Backspace)", None))
#endif // QT_CONFIG(accessibility)
        self.reason.setText("")
        pass
