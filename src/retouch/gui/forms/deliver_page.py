"""Made from ui/deliver_page.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QAbstractItemView, QApplication, QCheckBox, QComboBox,
    QGridLayout, QHBoxLayout, QLabel, QLineEdit,
    QListView, QProgressBar, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from retouch.gui.slider import Slider

class Ui_DeliverPage(object):
    def setupUi(self, DeliverPage: QWidget) -> None:
        if not DeliverPage.objectName():
            DeliverPage.setObjectName(u"DeliverPage")
        self.layout20 = QHBoxLayout(DeliverPage)
        self.layout20.setSpacing(0)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(DeliverPage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setMinimumSize(QSize(440, 0))
        self.scroll.setMaximumSize(QSize(520, 16777215))
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.leftPanel = QWidget()
        self.leftPanel.setObjectName(u"leftPanel")
        self.layout18 = QVBoxLayout(self.leftPanel)
        self.layout18.setSpacing(12)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(24, 24, 24, 24)
        self.w1 = QLabel(self.leftPanel)
        self.w1.setObjectName(u"w1")
        self.w1.setProperty(u"role", u"heading")

        self.layout18.addWidget(self.w1)

        self.layout14 = QGridLayout()
        self.layout14.setObjectName(u"layout14")
        self.layout14.setHorizontalSpacing(12)
        self.layout14.setVerticalSpacing(12)
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.w2 = QLabel(self.leftPanel)
        self.w2.setObjectName(u"w2")

        self.layout14.addWidget(self.w2, 0, 0, 1, 1)

        self.recipe = QComboBox(self.leftPanel)
        self.recipe.setObjectName(u"recipe")

        self.layout14.addWidget(self.recipe, 0, 1, 1, 1)

        self.w3 = QLabel(self.leftPanel)
        self.w3.setObjectName(u"w3")

        self.layout14.addWidget(self.w3, 1, 0, 1, 1)

        self.which = QComboBox(self.leftPanel)
        self.which.setObjectName(u"which")

        self.layout14.addWidget(self.which, 1, 1, 1, 1)

        self.w5 = QLabel(self.leftPanel)
        self.w5.setObjectName(u"w5")

        self.layout14.addWidget(self.w5, 2, 0, 1, 1)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(4)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.folder = QLineEdit(self.leftPanel)
        self.folder.setObjectName(u"folder")

        self.layout4.addWidget(self.folder)

        self.browse = QPushButton(self.leftPanel)
        self.browse.setObjectName(u"browse")

        self.layout4.addWidget(self.browse)


        self.layout14.addLayout(self.layout4, 2, 1, 1, 1)

        self.w6 = QLabel(self.leftPanel)
        self.w6.setObjectName(u"w6")

        self.layout14.addWidget(self.w6, 3, 0, 1, 1)

        self.naming = QLineEdit(self.leftPanel)
        self.naming.setObjectName(u"naming")

        self.layout14.addWidget(self.naming, 3, 1, 1, 1)

        self.example = QLabel(self.leftPanel)
        self.example.setObjectName(u"example")
        self.example.setWordWrap(True)
        self.example.setProperty(u"role", u"quiet")

        self.layout14.addWidget(self.example, 4, 1, 1, 1)

        self.w7 = QLabel(self.leftPanel)
        self.w7.setObjectName(u"w7")

        self.layout14.addWidget(self.w7, 5, 0, 1, 1)

        self.format = QComboBox(self.leftPanel)
        self.format.setObjectName(u"format")

        self.layout14.addWidget(self.format, 5, 1, 1, 1)

        self.w9 = QLabel(self.leftPanel)
        self.w9.setObjectName(u"w9")

        self.layout14.addWidget(self.w9, 6, 0, 1, 1)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.quality = Slider(self.leftPanel)
        self.quality.setObjectName(u"quality")
        self.quality.setMinimum(60)
        self.quality.setMaximum(100)
        self.quality.setValue(92)
        self.quality.setOrientation(Qt.Orientation.Horizontal)

        self.layout8.addWidget(self.quality)

        self.qualityValue = QLabel(self.leftPanel)
        self.qualityValue.setObjectName(u"qualityValue")

        self.layout8.addWidget(self.qualityValue)


        self.layout14.addLayout(self.layout8, 6, 1, 1, 1)

        self.w10 = QLabel(self.leftPanel)
        self.w10.setObjectName(u"w10")

        self.layout14.addWidget(self.w10, 7, 0, 1, 1)

        self.size = QComboBox(self.leftPanel)
        self.size.setObjectName(u"size")
        self.size.setEditable(True)

        self.layout14.addWidget(self.size, 7, 1, 1, 1)

        self.w11 = QLabel(self.leftPanel)
        self.w11.setObjectName(u"w11")

        self.layout14.addWidget(self.w11, 8, 0, 1, 1)

        self.profile = QComboBox(self.leftPanel)
        self.profile.setObjectName(u"profile")

        self.layout14.addWidget(self.profile, 8, 1, 1, 1)

        self.w12 = QLabel(self.leftPanel)
        self.w12.setObjectName(u"w12")

        self.layout14.addWidget(self.w12, 9, 0, 1, 1)

        self.sharpen = QComboBox(self.leftPanel)
        self.sharpen.setObjectName(u"sharpen")

        self.layout14.addWidget(self.sharpen, 9, 1, 1, 1)

        self.w13 = QLabel(self.leftPanel)
        self.w13.setObjectName(u"w13")

        self.layout14.addWidget(self.w13, 10, 0, 1, 1)

        self.metadata = QComboBox(self.leftPanel)
        self.metadata.setObjectName(u"metadata")

        self.layout14.addWidget(self.metadata, 10, 1, 1, 1)

        self.overwrite = QCheckBox(self.leftPanel)
        self.overwrite.setObjectName(u"overwrite")

        self.layout14.addWidget(self.overwrite, 11, 1, 1, 1)


        self.layout18.addLayout(self.layout14)

        self.spacer15 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout18.addItem(self.spacer15)

        self.layout17 = QHBoxLayout()
        self.layout17.setSpacing(8)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.run = QPushButton(self.leftPanel)
        self.run.setObjectName(u"run")
        self.run.setProperty(u"primary", True)

        self.layout17.addWidget(self.run)

        self.openFolder = QPushButton(self.leftPanel)
        self.openFolder.setObjectName(u"openFolder")

        self.layout17.addWidget(self.openFolder)

        self.spacer16 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout17.addItem(self.spacer16)


        self.layout18.addLayout(self.layout17)

        self.scroll.setWidget(self.leftPanel)

        self.layout20.addWidget(self.scroll)

        self.middle = QWidget(DeliverPage)
        self.middle.setObjectName(u"middle")
        self.layout19 = QVBoxLayout(self.middle)
        self.layout19.setSpacing(12)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(24, 24, 24, 24)
        self.headline = QLabel(self.middle)
        self.headline.setObjectName(u"headline")
        self.headline.setWordWrap(True)
        self.headline.setProperty(u"role", u"title")

        self.layout19.addWidget(self.headline)

        self.progress = QProgressBar(self.middle)
        self.progress.setObjectName(u"progress")
        self.progress.setTextVisible(False)

        self.layout19.addWidget(self.progress)

        self.state = QLabel(self.middle)
        self.state.setObjectName(u"state")
        self.state.setWordWrap(True)
        self.state.setProperty(u"role", u"quiet")

        self.layout19.addWidget(self.state)

        self.results = QListView(self.middle)
        self.results.setObjectName(u"results")
        self.results.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

        self.layout19.addWidget(self.results)

        self.layout19.setStretch(3, 1)

        self.layout20.addWidget(self.middle)

        self.layout20.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.w2.setBuddy(self.recipe)
        self.w3.setBuddy(self.which)
        self.w5.setBuddy(self.folder)
        self.w6.setBuddy(self.naming)
        self.w7.setBuddy(self.format)
        self.w9.setBuddy(self.quality)
        self.w10.setBuddy(self.size)
        self.w11.setBuddy(self.profile)
        self.w12.setBuddy(self.sharpen)
        self.w13.setBuddy(self.metadata)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(DeliverPage)

        QMetaObject.connectSlotsByName(DeliverPage)

    def retranslateUi(self, DeliverPage: QWidget) -> None:
        self.w1.setText(QCoreApplication.translate("DeliverPage", u"DELIVER", None))
        self.w2.setText(QCoreApplication.translate("DeliverPage", u"&Recipe", None))
        self.w3.setText(QCoreApplication.translate("DeliverPage", u"P&hotos", None))
        self.w5.setText(QCoreApplication.translate("DeliverPage", u"F&older", None))
        self.folder.setPlaceholderText(QCoreApplication.translate("DeliverPage", u"Where the pictures go", None))
#if QT_CONFIG(accessibility)
        self.folder.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Folder", None))
#endif // QT_CONFIG(accessibility)
        self.browse.setText(QCoreApplication.translate("DeliverPage", u"Choose\u2026", None))
        self.w6.setText(QCoreApplication.translate("DeliverPage", u"&Names", None))
#if QT_CONFIG(accessibility)
        self.naming.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Naming template", None))
#endif // QT_CONFIG(accessibility)
        self.example.setText("")
        self.w7.setText(QCoreApplication.translate("DeliverPage", u"For&mat", None))
        self.w9.setText(QCoreApplication.translate("DeliverPage", u"&Quality", None))
#if QT_CONFIG(accessibility)
        self.quality.setAccessibleName(QCoreApplication.translate("DeliverPage", u"JPEG quality", None))
#endif // QT_CONFIG(accessibility)
        self.qualityValue.setText(QCoreApplication.translate("DeliverPage", u"92", None))
        self.w10.setText(QCoreApplication.translate("DeliverPage", u"&Long edge", None))
#if QT_CONFIG(accessibility)
        self.size.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Long edge in pixels", None))
#endif // QT_CONFIG(accessibility)
        self.w11.setText(QCoreApplication.translate("DeliverPage", u"&Profile", None))
        self.w12.setText(QCoreApplication.translate("DeliverPage", u"&Sharpen", None))
        self.w13.setText(QCoreApplication.translate("DeliverPage", u"Me&tadata", None))
        self.overwrite.setText(QCoreApplication.translate("DeliverPage", u"Replace files that others made", None))
        self.run.setText(QCoreApplication.translate("DeliverPage", u"&Export", None))
        self.openFolder.setText(QCoreApplication.translate("DeliverPage", u"Open folder", None))
        self.headline.setText("")
#if QT_CONFIG(accessibility)
        self.progress.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Progress of the export", None))
#endif // QT_CONFIG(accessibility)
        self.state.setText("")
#if QT_CONFIG(accessibility)
        self.results.setAccessibleName(QCoreApplication.translate("DeliverPage", u"What will be written, and results", None))
#endif // QT_CONFIG(accessibility)
        pass
