"""Made from ui/reject_check.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from retouch.gui.picture_view import PictureView

class Ui_RejectCheck(object):
    def setupUi(self, RejectCheck: QDialog) -> None:
        if not RejectCheck.objectName():
            RejectCheck.setObjectName(u"RejectCheck")
        self.layout5 = QVBoxLayout(RejectCheck)
        self.layout5.setSpacing(12)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(20, 16, 20, 16)
        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.heading = QLabel(RejectCheck)
        self.heading.setObjectName(u"heading")
        self.heading.setProperty(u"role", u"title")

        self.layout2.addWidget(self.heading)

        self.spacer1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.spacer1)

        self.count = QLabel(RejectCheck)
        self.count.setObjectName(u"count")
        self.count.setProperty(u"role", u"quiet")

        self.layout2.addWidget(self.count)


        self.layout5.addLayout(self.layout2)

        self.question = QLabel(RejectCheck)
        self.question.setObjectName(u"question")
        self.question.setWordWrap(True)

        self.layout5.addWidget(self.question)

        self.picture = PictureView(RejectCheck)
        self.picture.setObjectName(u"picture")
        self.picture.setMinimumSize(QSize(640, 320))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(1)
        sizePolicy.setHeightForWidth(self.picture.sizePolicy().hasHeightForWidth())
        self.picture.setSizePolicy(sizePolicy)

        self.layout5.addWidget(self.picture)

        self.reasons = QLabel(RejectCheck)
        self.reasons.setObjectName(u"reasons")
        self.reasons.setWordWrap(True)
        self.reasons.setProperty(u"role", u"quiet")

        self.layout5.addWidget(self.reasons)

        self.risk = QLabel(RejectCheck)
        self.risk.setObjectName(u"risk")
        self.risk.setWordWrap(True)

        self.layout5.addWidget(self.risk)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.back = QPushButton(RejectCheck)
        self.back.setObjectName(u"back")

        self.layout4.addWidget(self.back)

        self.spacer3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.spacer3)

        self.wrong = QPushButton(RejectCheck)
        self.wrong.setObjectName(u"wrong")

        self.layout4.addWidget(self.wrong)

        self.right = QPushButton(RejectCheck)
        self.right.setObjectName(u"right")
        self.right.setProperty(u"primary", True)

        self.layout4.addWidget(self.right)

        self.acceptAll = QPushButton(RejectCheck)
        self.acceptAll.setObjectName(u"acceptAll")
        self.acceptAll.setProperty(u"primary", True)

        self.layout4.addWidget(self.acceptAll)

        self.close = QPushButton(RejectCheck)
        self.close.setObjectName(u"close")

        self.layout4.addWidget(self.close)


        self.layout5.addLayout(self.layout4)


        self.retranslateUi(RejectCheck)

        QMetaObject.connectSlotsByName(RejectCheck)

    def retranslateUi(self, RejectCheck: QDialog) -> None:
        RejectCheck.setWindowTitle(QCoreApplication.translate("RejectCheck", u"Check the rejects", None))
        self.heading.setText(QCoreApplication.translate("RejectCheck", u"Check the rejects", None))
        self.count.setText("")
        self.question.setText(QCoreApplication.translate("RejectCheck", u"A random sample of the suggested rejects. Is it right to reject this one?", None))
#if QT_CONFIG(accessibility)
        self.picture.setAccessibleName(QCoreApplication.translate("RejectCheck", u"Photo", None))
#endif // QT_CONFIG(accessibility)
        self.reasons.setText("")
        self.risk.setText("")
        self.back.setText(QCoreApplication.translate("RejectCheck", u"&Back", None))
        self.wrong.setText(QCoreApplication.translate("RejectCheck", u"&Keep it", None))
        self.right.setText(QCoreApplication.translate("RejectCheck", u"&Reject is right", None))
        self.acceptAll.setText(QCoreApplication.translate("RejectCheck", u"Accept all rejects", None))
        self.close.setText(QCoreApplication.translate("RejectCheck", u"Close", None))
