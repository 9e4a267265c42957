"""Made from ui/settings_dialog.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QGridLayout,
    QHBoxLayout, QHeaderView, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QTabWidget,
    QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget)

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

        self.limitsHeading = QLabel(self.culling)
        self.limitsHeading.setObjectName(u"limitsHeading")
        self.limitsHeading.setProperty(u"role", u"heading")

        self.layout6.addWidget(self.limitsHeading)

        self.limits = QGridLayout()
        self.limits.setObjectName(u"limits")
        self.limits.setHorizontalSpacing(12)
        self.limits.setVerticalSpacing(8)
        self.limits.setContentsMargins(0, 0, 0, 0)
        self.limits.setColumnStretch(1, 1)

        self.layout6.addLayout(self.limits)

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
        self.screenTab = QWidget()
        self.screenTab.setObjectName(u"screenTab")
        self.layout20 = QVBoxLayout(self.screenTab)
        self.layout20.setSpacing(12)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(16, 16, 16, 16)
        self.layout21 = QGridLayout()
        self.layout21.setObjectName(u"layout21")
        self.layout21.setHorizontalSpacing(12)
        self.layout21.setVerticalSpacing(12)
        self.layout21.setContentsMargins(0, 0, 0, 0)
        self.w20 = QLabel(self.screenTab)
        self.w20.setObjectName(u"w20")

        self.layout21.addWidget(self.w20, 0, 0, 1, 1)

        self.language = QComboBox(self.screenTab)
        self.language.setObjectName(u"language")

        self.layout21.addWidget(self.language, 0, 1, 1, 1)

        self.languageAbout = QLabel(self.screenTab)
        self.languageAbout.setObjectName(u"languageAbout")
        self.languageAbout.setProperty(u"role", u"quiet")

        self.layout21.addWidget(self.languageAbout, 1, 1, 1, 1)

        self.w21 = QLabel(self.screenTab)
        self.w21.setObjectName(u"w21")

        self.layout21.addWidget(self.w21, 2, 0, 1, 1)

        self.monitor = QComboBox(self.screenTab)
        self.monitor.setObjectName(u"monitor")

        self.layout21.addWidget(self.monitor, 2, 1, 1, 1)

        self.layout22 = QHBoxLayout()
        self.layout22.setSpacing(4)
        self.layout22.setObjectName(u"layout22")
        self.layout22.setContentsMargins(0, 0, 0, 0)
        self.monitorFile = QLineEdit(self.screenTab)
        self.monitorFile.setObjectName(u"monitorFile")

        self.layout22.addWidget(self.monitorFile)

        self.monitorBrowse = QPushButton(self.screenTab)
        self.monitorBrowse.setObjectName(u"monitorBrowse")

        self.layout22.addWidget(self.monitorBrowse)


        self.layout21.addLayout(self.layout22, 3, 1, 1, 1)

        self.monitorAbout = QLabel(self.screenTab)
        self.monitorAbout.setObjectName(u"monitorAbout")
        self.monitorAbout.setWordWrap(True)
        self.monitorAbout.setProperty(u"role", u"quiet")

        self.layout21.addWidget(self.monitorAbout, 4, 1, 1, 1)

        self.layout21.setColumnStretch(1, 1)

        self.layout20.addLayout(self.layout21)

        self.spacer20 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout20.addItem(self.spacer20)

        self.tabs.addTab(self.screenTab, "")
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
        self.w20.setBuddy(self.language)
        self.w21.setBuddy(self.monitor)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SettingsDialog)

        QMetaObject.connectSlotsByName(SettingsDialog)

    def retranslateUi(self, SettingsDialog: QDialog) -> None:
        SettingsDialog.setWindowTitle(QCoreApplication.translate("SettingsDialog", u"Settings", None))
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Settings", None))
#endif // QT_CONFIG(accessibility)
        self.w1.setText(QCoreApplication.translate("SettingsDialog", u"&Kind of shoot", None))
        self.w2.setText(QCoreApplication.translate("SettingsDialog", u"&Strictness", None))
#if QT_CONFIG(accessibility)
        self.strictness.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Strictness in per cent", None))
#endif // QT_CONFIG(accessibility)
        self.strictnessValue.setText(QCoreApplication.translate("SettingsDialog", u"50", None))
        self.limitsHeading.setText(QCoreApplication.translate("SettingsDialog", u"TICK A LIMIT TO SET IT BY ITSELF", None))
        self.about.setText(QCoreApplication.translate("SettingsDialog", u"Photos are judged anew at once, without reading them again. Your decisions stay as they are.", None))
        self.effect.setText("")
        self.tabs.setTabText(self.tabs.indexOf(self.culling), QCoreApplication.translate("SettingsDialog", u"Culling", None))
        self.w20.setText(QCoreApplication.translate("SettingsDialog", u"&Language", None))
#if QT_CONFIG(accessibility)
        self.language.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Language", None))
#endif // QT_CONFIG(accessibility)
        self.languageAbout.setText(QCoreApplication.translate("SettingsDialog", u"Counts from the next start on.", None))
        self.w21.setText(QCoreApplication.translate("SettingsDialog", u"&Monitor profile", None))
#if QT_CONFIG(accessibility)
        self.monitor.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Monitor profile", None))
#endif // QT_CONFIG(accessibility)
        self.monitorFile.setPlaceholderText(QCoreApplication.translate("SettingsDialog", u"An ICC profile (.icc, .icm)", None))
#if QT_CONFIG(accessibility)
        self.monitorFile.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"File of the monitor profile", None))
#endif // QT_CONFIG(accessibility)
        self.monitorBrowse.setText(QCoreApplication.translate("SettingsDialog", u"Choose\u2026", None))
#if QT_CONFIG(accessibility)
        self.monitorBrowse.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Choose the file of the monitor profile", None))
#endif // QT_CONFIG(accessibility)
        self.monitorAbout.setText("")
        self.tabs.setTabText(self.tabs.indexOf(self.screenTab), QCoreApplication.translate("SettingsDialog", u"Screen", None))
#if QT_CONFIG(accessibility)
        self.keys.setAccessibleName(QCoreApplication.translate("SettingsDialog", u"Keys", None))
#endif // QT_CONFIG(accessibility)
        self.keysAbout.setText(QCoreApplication.translate("SettingsDialog", u"Double click a key to change it.", None))
        self.resetKeys.setText(QCoreApplication.translate("SettingsDialog", u"Use the usual keys", None))
        self.tabs.setTabText(self.tabs.indexOf(self.keysTab), QCoreApplication.translate("SettingsDialog", u"Keys", None))
        self.close.setText(QCoreApplication.translate("SettingsDialog", u"Close", None))
