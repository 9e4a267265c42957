"""Made from ui/history_dialog.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QListWidget, QListWidgetItem, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_HistoryDialog(object):
    def setupUi(self, HistoryDialog: QDialog) -> None:
        if not HistoryDialog.objectName():
            HistoryDialog.setObjectName(u"HistoryDialog")
        self.layout3 = QVBoxLayout(HistoryDialog)
        self.layout3.setSpacing(12)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(16, 16, 16, 16)
        self.about = QLabel(HistoryDialog)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setProperty(u"role", u"quiet")

        self.layout3.addWidget(self.about)

        self.steps = QListWidget(HistoryDialog)
        self.steps.setObjectName(u"steps")
        self.steps.setMinimumSize(QSize(420, 400))

        self.layout3.addWidget(self.steps)

        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.undo = QPushButton(HistoryDialog)
        self.undo.setObjectName(u"undo")

        self.layout2.addWidget(self.undo)

        self.redo = QPushButton(HistoryDialog)
        self.redo.setObjectName(u"redo")

        self.layout2.addWidget(self.redo)

        self.spacer1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.spacer1)

        self.close = QPushButton(HistoryDialog)
        self.close.setObjectName(u"close")

        self.layout2.addWidget(self.close)


        self.layout3.addLayout(self.layout2)


        self.retranslateUi(HistoryDialog)

        QMetaObject.connectSlotsByName(HistoryDialog)

    def retranslateUi(self, HistoryDialog: QDialog) -> None:
        HistoryDialog.setWindowTitle(QCoreApplication.translate("HistoryDialog", u"History", None))
        self.about.setText(QCoreApplication.translate("HistoryDialog", u"Go to any step: what came after it is undone and can be brought back.", None))
#if QT_CONFIG(accessibility)
        self.steps.setAccessibleName(QCoreApplication.translate("HistoryDialog", u"Steps, latest first", None))
#endif // QT_CONFIG(accessibility)
        self.undo.setText(QCoreApplication.translate("HistoryDialog", u"&Undo", None))
        self.redo.setText(QCoreApplication.translate("HistoryDialog", u"&Redo", None))
        self.close.setText(QCoreApplication.translate("HistoryDialog", u"Close", None))
