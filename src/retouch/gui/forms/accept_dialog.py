"""Made from ui/accept_dialog.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QDialog,
    QGridLayout, QHBoxLayout, QLabel, QListView,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from retouch.gui.slider import Slider

class Ui_AcceptDialog(object):
    def setupUi(self, AcceptDialog: QDialog) -> None:
        if not AcceptDialog.objectName():
            AcceptDialog.setObjectName(u"AcceptDialog")
        self.layout9 = QVBoxLayout(AcceptDialog)
        self.layout9.setSpacing(12)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(20, 16, 20, 16)
        self.heading = QLabel(AcceptDialog)
        self.heading.setObjectName(u"heading")
        self.heading.setProperty(u"role", u"title")

        self.layout9.addWidget(self.heading)

        self.layout5 = QGridLayout()
        self.layout5.setObjectName(u"layout5")
        self.layout5.setHorizontalSpacing(12)
        self.layout5.setVerticalSpacing(8)
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.w1 = QLabel(AcceptDialog)
        self.w1.setObjectName(u"w1")

        self.layout5.addWidget(self.w1, 0, 0, 1, 1)

        self.scope = QComboBox(AcceptDialog)
        self.scope.setObjectName(u"scope")

        self.layout5.addWidget(self.scope, 0, 1, 1, 1)

        self.w2 = QLabel(AcceptDialog)
        self.w2.setObjectName(u"w2")

        self.layout5.addWidget(self.w2, 1, 0, 1, 1)

        self.layout3 = QHBoxLayout()
        self.layout3.setSpacing(8)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.confidence = Slider(AcceptDialog)
        self.confidence.setObjectName(u"confidence")
        self.confidence.setMinimum(0)
        self.confidence.setMaximum(100)
        self.confidence.setValue(80)
        self.confidence.setOrientation(Qt.Orientation.Horizontal)

        self.layout3.addWidget(self.confidence)

        self.confidenceValue = QLabel(AcceptDialog)
        self.confidenceValue.setObjectName(u"confidenceValue")
        self.confidenceValue.setMinimumSize(QSize(72, 0))

        self.layout3.addWidget(self.confidenceValue)


        self.layout5.addLayout(self.layout3, 1, 1, 1, 1)

        self.w4 = QLabel(AcceptDialog)
        self.w4.setObjectName(u"w4")

        self.layout5.addWidget(self.w4, 2, 0, 1, 1)

        self.adjustments = QCheckBox(AcceptDialog)
        self.adjustments.setObjectName(u"adjustments")

        self.layout5.addWidget(self.adjustments, 2, 1, 1, 1)


        self.layout9.addLayout(self.layout5)

        self.said = QLabel(AcceptDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)

        self.layout9.addWidget(self.said)

        self.rejectHeading = QLabel(AcceptDialog)
        self.rejectHeading.setObjectName(u"rejectHeading")
        self.rejectHeading.setProperty(u"role", u"heading")

        self.layout9.addWidget(self.rejectHeading)

        self.rejects = QListView(AcceptDialog)
        self.rejects.setObjectName(u"rejects")
        self.rejects.setMinimumSize(QSize(640, 150))
        self.rejects.setMaximumSize(QSize(16777215, 150))
        self.rejects.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.layout9.addWidget(self.rejects)

        self.keepHeading = QLabel(AcceptDialog)
        self.keepHeading.setObjectName(u"keepHeading")
        self.keepHeading.setProperty(u"role", u"heading")

        self.layout9.addWidget(self.keepHeading)

        self.keeps = QListView(AcceptDialog)
        self.keeps.setObjectName(u"keeps")
        self.keeps.setMinimumSize(QSize(640, 150))
        self.keeps.setMaximumSize(QSize(16777215, 150))
        self.keeps.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.layout9.addWidget(self.keeps)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.w6 = QLabel(AcceptDialog)
        self.w6.setObjectName(u"w6")
        self.w6.setProperty(u"role", u"quiet")

        self.layout8.addWidget(self.w6)

        self.spacer7 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout8.addItem(self.spacer7)

        self.cancel = QPushButton(AcceptDialog)
        self.cancel.setObjectName(u"cancel")

        self.layout8.addWidget(self.cancel)

        self.accept = QPushButton(AcceptDialog)
        self.accept.setObjectName(u"accept")
        self.accept.setProperty(u"primary", True)

        self.layout8.addWidget(self.accept)


        self.layout9.addLayout(self.layout8)

#if QT_CONFIG(shortcut)
        self.w1.setBuddy(self.scope)
        self.w2.setBuddy(self.confidence)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(AcceptDialog)

        self.accept.setDefault(True)


        QMetaObject.connectSlotsByName(AcceptDialog)

    def retranslateUi(self, AcceptDialog: QDialog) -> None:
        AcceptDialog.setWindowTitle(QCoreApplication.translate("AcceptDialog", u"Accept suggestions", None))
        self.heading.setText(QCoreApplication.translate("AcceptDialog", u"Accept suggestions", None))
        self.w1.setText(QCoreApplication.translate("AcceptDialog", u"&From", None))
        self.w2.setText(QCoreApplication.translate("AcceptDialog", u"At &least", None))
#if QT_CONFIG(accessibility)
        self.confidence.setAccessibleName(QCoreApplication.translate("AcceptDialog", u"Least confidence in per cent", None))
#endif // QT_CONFIG(accessibility)
        self.confidenceValue.setText(QCoreApplication.translate("AcceptDialog", u"80 % sure", None))
        self.w4.setText(QCoreApplication.translate("AcceptDialog", u"Also", None))
        self.adjustments.setText(QCoreApplication.translate("AcceptDialog", u"Accept corrections of the photos that are kept", None))
        self.said.setText("")
        self.rejectHeading.setText("")
#if QT_CONFIG(accessibility)
        self.rejects.setAccessibleName(QCoreApplication.translate("AcceptDialog", u"Photos that will be rejected", None))
#endif // QT_CONFIG(accessibility)
        self.keepHeading.setText("")
#if QT_CONFIG(accessibility)
        self.keeps.setAccessibleName(QCoreApplication.translate("AcceptDialog", u"Photos that will be kept", None))
#endif // QT_CONFIG(accessibility)
        self.w6.setText(QCoreApplication.translate("AcceptDialog", u"One undo takes all of it back.", None))
        self.cancel.setText(QCoreApplication.translate("AcceptDialog", u"Cancel", None))
        self.accept.setText(QCoreApplication.translate("AcceptDialog", u"Accept", None))
