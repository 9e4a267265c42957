"""Made from ui/settings_dialog.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QGridLayout,
    QHBoxLayout, QHeaderView, QLabel, QPushButton,
    QSizePolicy, QSpacerItem, QTabWidget, QTableWidget,
    QTableWidgetItem, QVBoxLayout, QWidget)

from retouch.gui.slider import Slider

class Ui_SettingsDialog(object):
    def setupUi(self, SettingsDialog: QDialog) -> None:
        if not SettingsDialog.objectName():
            SettingsDialog.setObjectName(u"SettingsDialog")
        self.layout12 = QVBoxLayout(SettingsDialog)
        self.layout12.setSpacing(12)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(12, 12, 12, 12)
        self.tabs = QTabWidget(SettingsDialog)
        self.tabs.setObjectName(u"tabs")
        self.culling = QWidget()
        self.culling.setObjectName(u"culling")
        self.layout6 = QVBoxLayout(self.culling)
        self.layout6.setSpacing(12)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(16, 16, 16, 16)
        self.layout4 = QGridLayout()
        self.layout4.setObjectName(u"layout4")
        self.layout4.setHorizontalSpacing(12)
        self.layout4.setVerticalSpacing(12)
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.w1 = QLabel(self.culling)
        self.w1.setObjectName(u"w1")

        self.layout4.addWidget(self.w1, 0, 0, 1, 1)

        self.profile = QComboBox(self.culling)
        self.profile.setObjectName(u"profile")

        self.layout4.addWidget(self.profile, 0, 1, 1, 1)

        self.w2 = QLabel(self.culling)
        self.w2.setObjectName(u"w2")

        self.layout4.addWidget(self.w2, 1, 0, 1, 1)

        self.layout3 = QHBoxLayout()
        self.layout3.setSpacing(8)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.strictness = Slider(self.culling)
        self.strictness.setObjectName(u"strictness")
        self.strictness.setMinimum(0)
        self.strictness.setMaximum(100)
        self.strictness.setValue(50)
        self.strictness.setOrientation(Qt.Orientation.Horizontal)

        self.layout3.addWidget(self.strictness)

        self.strictnessValue = QLabel(self.culling)
        self.strictnessValue.setObjectName(u"strictnessValue")
        self.strictnessValue.setMinimumSize(QSize(32, 0))

        self.layout3.addWidget(self.strictnessValue)


        self.layout4.addLayout(self.layout3, 1, 1, 1, 1)


        self.layout6.addLayout(self.layout4)

        self.about = QLabel(self.culling)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setProperty(u"role", u"quiet")

        self.layout6.addWidget(self.about)

        self.effect = QLabel(self.culling)
        self.effect.setObjectName(u"effect")
        self.effect.setWordWrap(True)

        self.layout6.addWidget(self.effect)

        self.spacer5 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout6.addItem(self.spacer5)

        self.tabs.addTab(self.culling, "")
        self.keysTab = QWidget()
        self.keysTab.setObjectName(u"keysTab")
        self.layout9 = QVBoxLayout(self.keysTab)
        self.layout9.setSpacing(12)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(16, 16, 16, 16)
        self.keys = QTableWidget(self.keysTab)
        self.keys.setObjectName(u"keys")
        self.keys.setMinimumSize(QSize(420, 360))
        self.keys.setColumnCount(2)
        self.keys.setRowCount(0)

        self.layout9.addWidget(self.keys)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.keysAbout = QLabel(self.keysTab)
        self.keysAbout.setObjectName(u"keysAbout")
        self.keysAbout.setProperty(u"role", u"quiet")

        self.layout8.addWidget(self.keysAbout)

        self.spacer7 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout8.addItem(self.spacer7)

        self.resetKeys = QPushButton(self.keysTab)
        self.resetKeys.setObjectName(u"resetKeys")

        self.layout8.addWidget(self.resetKeys)


        self.layout9.addLayout(self.layout8)

        self.tabs.addTab(self.keysTab, "")

        self.layout12.addWidget(self.tabs)

        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(8)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.spacer10 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout11.addItem(self.spacer10)

        self.close = QPushButton(SettingsDialog)
        self.close.setObjectName(u"close")
        self.close.setProperty(u"primary", True)

        self.layout11.addWidget(self.close)


        self.layout12.addLayout(self.layout11)

#if QT_CONFIG(shortcut)
        self.w1.setBuddy(self.profile)
        self.w2.setBuddy(self.strictness)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SettingsDialog)

        QMetaObject.connectSlotsByName(SettingsDialog)

    def retranslateUi(self, SettingsDialog: QDialog) -> None:
        SettingsDialog.setWindowTitle(QCoreApplication.translate("SettingsDialog", u"Settings", None))
        self.w1.setText(QCoreApplication.translate("SettingsDialog", u"&Kind of shoot", None))
        self.w2.setText(QCoreApplication.translate("SettingsDialog", u"&Strictness", None))
#if QT_CONFIG(accessibility)
        self.strictness.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Strictness in per cent", None))
#endif // QT_CONFIG(accessibility)
        self.strictnessValue.setText(QCoreApplication.translate("SettingsDialog", u"50", None))
        self.about.setText(QCoreApplication.translate("SettingsDialog", u"Photos are judged anew at once, without reading them again. Your decisions stay as they are.", None))
        self.effect.setText("")
        self.tabs.setTabText(self.tabs.indexOf(self.culling), QCoreApplication.translate("SettingsDialog", u"Culling", None))
#if QT_CONFIG(accessibility)
        self.keys.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Keys", None))
#endif // QT_CONFIG(accessibility)
        self.keysAbout.setText(QCoreApplication.translate("SettingsDialog", u"Double click a key to change it.", None))
        self.resetKeys.setText(QCoreApplication.translate("SettingsDialog", u"Use the usual keys", None))
        self.tabs.setTabText(self.tabs.indexOf(self.keysTab), QCoreApplication.translate("SettingsDialog", u"Keys", None))
        self.close.setText(QCoreApplication.translate("SettingsDialog", u"Close", None))
