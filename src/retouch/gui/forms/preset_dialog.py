"""Made from ui/preset_dialog.ui by packaging/compile_forms.py; edit that file, not this one."""

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

from retouch.gui.slider import Slider

class Ui_PresetDialog(object):
    def setupUi(self, PresetDialog: QDialog) -> None:
        if not PresetDialog.objectName():
            PresetDialog.setObjectName(u"PresetDialog")
        self.layout5 = QVBoxLayout(PresetDialog)
        self.layout5.setSpacing(12)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(16, 16, 16, 16)
        self.presets = QListWidget(PresetDialog)
        self.presets.setObjectName(u"presets")
        self.presets.setMinimumSize(QSize(320, 320))

        self.layout5.addWidget(self.presets)

        self.about = QLabel(PresetDialog)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setProperty(u"role", u"quiet")

        self.layout5.addWidget(self.about)

        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.w1 = QLabel(PresetDialog)
        self.w1.setObjectName(u"w1")

        self.layout2.addWidget(self.w1)

        self.strength = Slider(PresetDialog)
        self.strength.setObjectName(u"strength")
        self.strength.setMinimum(0)
        self.strength.setMaximum(150)
        self.strength.setValue(100)
        self.strength.setOrientation(Qt.Orientation.Horizontal)

        self.layout2.addWidget(self.strength)

        self.strengthValue = QLabel(PresetDialog)
        self.strengthValue.setObjectName(u"strengthValue")
        self.strengthValue.setMinimumSize(QSize(48, 0))

        self.layout2.addWidget(self.strengthValue)


        self.layout5.addLayout(self.layout2)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.save = QPushButton(PresetDialog)
        self.save.setObjectName(u"save")

        self.layout4.addWidget(self.save)

        self.spacer3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.spacer3)

        self.cancel = QPushButton(PresetDialog)
        self.cancel.setObjectName(u"cancel")

        self.layout4.addWidget(self.cancel)

        self.apply = QPushButton(PresetDialog)
        self.apply.setObjectName(u"apply")
        self.apply.setProperty(u"primary", True)

        self.layout4.addWidget(self.apply)


        self.layout5.addLayout(self.layout4)

#if QT_CONFIG(shortcut)
        self.w1.setBuddy(self.strength)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PresetDialog)

        self.apply.setDefault(True)


        QMetaObject.connectSlotsByName(PresetDialog)

    def retranslateUi(self, PresetDialog: QDialog) -> None:
        PresetDialog.setWindowTitle(QCoreApplication.translate("PresetDialog", u"Presets", None))
#if QT_CONFIG(accessibility)
        self.presets.setAccessibleName(QCoreApplication.translate("PresetDialog", u"Presets", None))
#endif // QT_CONFIG(accessibility)
        self.about.setText("")
        self.w1.setText(QCoreApplication.translate("PresetDialog", u"&Strength", None))
#if QT_CONFIG(accessibility)
        self.strength.setAccessibleName(QCoreApplication.translate("PresetDialog", u"Strength in per cent", None))
#endif // QT_CONFIG(accessibility)
        self.strengthValue.setText(QCoreApplication.translate("PresetDialog", u"100 %", None))
        self.save.setText(QCoreApplication.translate("PresetDialog", u"Save these adjustments\u2026", None))
        self.cancel.setText(QCoreApplication.translate("PresetDialog", u"Cancel", None))
        self.apply.setText(QCoreApplication.translate("PresetDialog", u"Apply", None))
