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
    QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout,
    QWidget)

from retouch.gui.slider import Slider

class Ui_DeliverPage(object):
    def setupUi(self, DeliverPage: QWidget) -> None:
        if not DeliverPage.objectName():
            DeliverPage.setObjectName(u"DeliverPage")
        self.layout20 = QHBoxLayout(DeliverPage)
        self.layout20.setSpacing(0)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(0, 0, 0, 0)
        self.leftPanel = QWidget(DeliverPage)
        self.leftPanel.setObjectName(u"leftPanel")
        self.leftPanel.setMinimumSize(QSize(440, 0))
        self.leftPanel.setMaximumSize(QSize(520, 16777215))
        self.layout32 = QVBoxLayout(self.leftPanel)
        self.layout32.setSpacing(0)
        self.layout32.setObjectName(u"layout32")
        self.layout32.setContentsMargins(0, 0, 1, 0)
        self.scroll = QScrollArea(self.leftPanel)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields = QWidget()
        self.fields.setObjectName(u"fields")
        self.layout18 = QVBoxLayout(self.fields)
        self.layout18.setSpacing(12)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(24, 24, 24, 24)
        self.w1 = QLabel(self.fields)
        self.w1.setObjectName(u"w1")
        self.w1.setProperty(u"role", u"heading")

        self.layout18.addWidget(self.w1)

        self.layout14 = QGridLayout()
        self.layout14.setObjectName(u"layout14")
        self.layout14.setHorizontalSpacing(12)
        self.layout14.setVerticalSpacing(8)
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.w2 = QLabel(self.fields)
        self.w2.setObjectName(u"w2")

        self.layout14.addWidget(self.w2, 0, 0, 1, 1)

        self.layout30 = QHBoxLayout()
        self.layout30.setSpacing(4)
        self.layout30.setObjectName(u"layout30")
        self.layout30.setContentsMargins(0, 0, 0, 0)
        self.recipe = QComboBox(self.fields)
        self.recipe.setObjectName(u"recipe")

        self.layout30.addWidget(self.recipe)

        self.recipeMenu = QToolButton(self.fields)
        self.recipeMenu.setObjectName(u"recipeMenu")
        self.recipeMenu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        self.layout30.addWidget(self.recipeMenu)


        self.layout14.addLayout(self.layout30, 0, 1, 1, 1)

        self.w3 = QLabel(self.fields)
        self.w3.setObjectName(u"w3")

        self.layout14.addWidget(self.w3, 1, 0, 1, 1)

        self.which = QComboBox(self.fields)
        self.which.setObjectName(u"which")

        self.layout14.addWidget(self.which, 1, 1, 1, 1)

        self.w5 = QLabel(self.fields)
        self.w5.setObjectName(u"w5")

        self.layout14.addWidget(self.w5, 2, 0, 1, 1)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(4)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.folder = QLineEdit(self.fields)
        self.folder.setObjectName(u"folder")

        self.layout4.addWidget(self.folder)

        self.browse = QPushButton(self.fields)
        self.browse.setObjectName(u"browse")

        self.layout4.addWidget(self.browse)


        self.layout14.addLayout(self.layout4, 2, 1, 1, 1)

        self.w6 = QLabel(self.fields)
        self.w6.setObjectName(u"w6")

        self.layout14.addWidget(self.w6, 3, 0, 1, 1)

        self.naming = QLineEdit(self.fields)
        self.naming.setObjectName(u"naming")

        self.layout14.addWidget(self.naming, 3, 1, 1, 1)

        self.example = QLabel(self.fields)
        self.example.setObjectName(u"example")
        self.example.setWordWrap(True)
        self.example.setProperty(u"role", u"quiet")

        self.layout14.addWidget(self.example, 4, 1, 1, 1)

        self.w7 = QLabel(self.fields)
        self.w7.setObjectName(u"w7")

        self.layout14.addWidget(self.w7, 5, 0, 1, 1)

        self.format = QComboBox(self.fields)
        self.format.setObjectName(u"format")

        self.layout14.addWidget(self.format, 5, 1, 1, 1)

        self.w9 = QLabel(self.fields)
        self.w9.setObjectName(u"w9")

        self.layout14.addWidget(self.w9, 6, 0, 1, 1)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.quality = Slider(self.fields)
        self.quality.setObjectName(u"quality")
        self.quality.setMinimum(60)
        self.quality.setMaximum(100)
        self.quality.setValue(92)
        self.quality.setOrientation(Qt.Orientation.Horizontal)

        self.layout8.addWidget(self.quality)

        self.qualityValue = QLabel(self.fields)
        self.qualityValue.setObjectName(u"qualityValue")

        self.layout8.addWidget(self.qualityValue)


        self.layout14.addLayout(self.layout8, 6, 1, 1, 1)

        self.w10 = QLabel(self.fields)
        self.w10.setObjectName(u"w10")

        self.layout14.addWidget(self.w10, 7, 0, 1, 1)

        self.size = QComboBox(self.fields)
        self.size.setObjectName(u"size")
        self.size.setEditable(True)

        self.layout14.addWidget(self.size, 7, 1, 1, 1)

        self.w11 = QLabel(self.fields)
        self.w11.setObjectName(u"w11")

        self.layout14.addWidget(self.w11, 8, 0, 1, 1)

        self.profile = QComboBox(self.fields)
        self.profile.setObjectName(u"profile")

        self.layout14.addWidget(self.profile, 8, 1, 1, 1)

        self.w12 = QLabel(self.fields)
        self.w12.setObjectName(u"w12")

        self.layout14.addWidget(self.w12, 9, 0, 1, 1)

        self.sharpen = QComboBox(self.fields)
        self.sharpen.setObjectName(u"sharpen")

        self.layout14.addWidget(self.sharpen, 9, 1, 1, 1)

        self.w13 = QLabel(self.fields)
        self.w13.setObjectName(u"w13")

        self.layout14.addWidget(self.w13, 10, 0, 1, 1)

        self.metadata = QComboBox(self.fields)
        self.metadata.setObjectName(u"metadata")

        self.layout14.addWidget(self.metadata, 10, 1, 1, 1)

        self.w20 = QLabel(self.fields)
        self.w20.setObjectName(u"w20")

        self.layout14.addWidget(self.w20, 11, 0, 1, 1)

        self.markKind = QComboBox(self.fields)
        self.markKind.setObjectName(u"markKind")

        self.layout14.addWidget(self.markKind, 11, 1, 1, 1)

        self.markWhat = QWidget(self.fields)
        self.markWhat.setObjectName(u"markWhat")
        self.layout31 = QHBoxLayout(self.markWhat)
        self.layout31.setSpacing(4)
        self.layout31.setObjectName(u"layout31")
        self.layout31.setContentsMargins(0, 0, 0, 0)
        self.markText = QLineEdit(self.markWhat)
        self.markText.setObjectName(u"markText")

        self.layout31.addWidget(self.markText)

        self.markPicture = QLineEdit(self.markWhat)
        self.markPicture.setObjectName(u"markPicture")

        self.layout31.addWidget(self.markPicture)

        self.markBrowse = QPushButton(self.markWhat)
        self.markBrowse.setObjectName(u"markBrowse")

        self.layout31.addWidget(self.markBrowse)


        self.layout14.addWidget(self.markWhat, 12, 1, 1, 1)

        self.markCornerLabel = QLabel(self.fields)
        self.markCornerLabel.setObjectName(u"markCornerLabel")

        self.layout14.addWidget(self.markCornerLabel, 13, 0, 1, 1)

        self.markCorner = QComboBox(self.fields)
        self.markCorner.setObjectName(u"markCorner")

        self.layout14.addWidget(self.markCorner, 13, 1, 1, 1)

        self.markSizeLabel = QLabel(self.fields)
        self.markSizeLabel.setObjectName(u"markSizeLabel")

        self.layout14.addWidget(self.markSizeLabel, 14, 0, 1, 1)

        self.layout_markSize = QHBoxLayout()
        self.layout_markSize.setSpacing(8)
        self.layout_markSize.setObjectName(u"layout_markSize")
        self.layout_markSize.setContentsMargins(0, 0, 0, 0)
        self.markSize = Slider(self.fields)
        self.markSize.setObjectName(u"markSize")
        self.markSize.setMinimum(1)
        self.markSize.setMaximum(50)
        self.markSize.setValue(4)
        self.markSize.setOrientation(Qt.Orientation.Horizontal)

        self.layout_markSize.addWidget(self.markSize)

        self.markSizeValue = QLabel(self.fields)
        self.markSizeValue.setObjectName(u"markSizeValue")
        self.markSizeValue.setMinimumSize(QSize(40, 0))
        self.markSizeValue.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignTrailing|Qt.AlignmentFlag.AlignVCenter)

        self.layout_markSize.addWidget(self.markSizeValue)


        self.layout14.addLayout(self.layout_markSize, 14, 1, 1, 1)

        self.markOpacityLabel = QLabel(self.fields)
        self.markOpacityLabel.setObjectName(u"markOpacityLabel")

        self.layout14.addWidget(self.markOpacityLabel, 15, 0, 1, 1)

        self.layout_markOpacity = QHBoxLayout()
        self.layout_markOpacity.setSpacing(8)
        self.layout_markOpacity.setObjectName(u"layout_markOpacity")
        self.layout_markOpacity.setContentsMargins(0, 0, 0, 0)
        self.markOpacity = Slider(self.fields)
        self.markOpacity.setObjectName(u"markOpacity")
        self.markOpacity.setMinimum(5)
        self.markOpacity.setMaximum(100)
        self.markOpacity.setValue(70)
        self.markOpacity.setOrientation(Qt.Orientation.Horizontal)

        self.layout_markOpacity.addWidget(self.markOpacity)

        self.markOpacityValue = QLabel(self.fields)
        self.markOpacityValue.setObjectName(u"markOpacityValue")
        self.markOpacityValue.setMinimumSize(QSize(40, 0))
        self.markOpacityValue.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignTrailing|Qt.AlignmentFlag.AlignVCenter)

        self.layout_markOpacity.addWidget(self.markOpacityValue)


        self.layout14.addLayout(self.layout_markOpacity, 15, 1, 1, 1)

        self.overwrite = QCheckBox(self.fields)
        self.overwrite.setObjectName(u"overwrite")

        self.layout14.addWidget(self.overwrite, 16, 1, 1, 1)


        self.layout18.addLayout(self.layout14)

        self.spacer15 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout18.addItem(self.spacer15)

        self.scroll.setWidget(self.fields)

        self.layout32.addWidget(self.scroll)

        self.layout17 = QHBoxLayout()
        self.layout17.setSpacing(8)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(24, 12, 24, 16)
        self.run = QPushButton(self.leftPanel)
        self.run.setObjectName(u"run")
        self.run.setProperty(u"primary", True)

        self.layout17.addWidget(self.run)

        self.openFolder = QPushButton(self.leftPanel)
        self.openFolder.setObjectName(u"openFolder")

        self.layout17.addWidget(self.openFolder)

        self.spacer16 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout17.addItem(self.spacer16)


        self.layout32.addLayout(self.layout17)

        self.layout32.setStretch(0, 1)

        self.layout20.addWidget(self.leftPanel)

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

        self.layout33 = QHBoxLayout()
        self.layout33.setSpacing(24)
        self.layout33.setObjectName(u"layout33")
        self.layout33.setContentsMargins(0, 0, 0, 0)
        self.results = QListView(self.middle)
        self.results.setObjectName(u"results")
        self.results.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.results.setWordWrap(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.layout33.addWidget(self.results)

        self.layout34 = QVBoxLayout()
        self.layout34.setSpacing(8)
        self.layout34.setObjectName(u"layout34")
        self.previewHeading = QLabel(self.middle)
        self.previewHeading.setObjectName(u"previewHeading")
        self.previewHeading.setProperty(u"role", u"heading")

        self.layout34.addWidget(self.previewHeading)

        self.preview = QLabel(self.middle)
        self.preview.setObjectName(u"preview")
        self.preview.setMinimumSize(QSize(280, 0))

        self.layout34.addWidget(self.preview)

        self.elsewhereHeading = QLabel(self.middle)
        self.elsewhereHeading.setObjectName(u"elsewhereHeading")
        self.elsewhereHeading.setProperty(u"role", u"heading")

        self.layout34.addWidget(self.elsewhereHeading)

        self.elsewhere = QLabel(self.middle)
        self.elsewhere.setObjectName(u"elsewhere")
        self.elsewhere.setMinimumSize(QSize(280, 0))
        self.elsewhere.setMaximumSize(QSize(320, 16777215))
        self.elsewhere.setWordWrap(True)
        self.elsewhere.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.layout34.addWidget(self.elsewhere)

        self.spacer35 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout34.addItem(self.spacer35)


        self.layout33.addLayout(self.layout34)

        self.layout33.setStretch(0, 1)

        self.layout19.addLayout(self.layout33)

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
        self.w20.setBuddy(self.markKind)
        self.markCornerLabel.setBuddy(self.markCorner)
        self.markSizeLabel.setBuddy(self.markSize)
        self.markOpacityLabel.setBuddy(self.markOpacity)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(DeliverPage)

        QMetaObject.connectSlotsByName(DeliverPage)

    def retranslateUi(self, DeliverPage: QWidget) -> None:
        self.w1.setText(QCoreApplication.translate("DeliverPage", u"DELIVER", None))
        self.w2.setText(QCoreApplication.translate("DeliverPage", u"&Recipe", None))
#if QT_CONFIG(accessibility)
        self.recipe.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Recipe", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.recipeMenu.setToolTip(QCoreApplication.translate("DeliverPage", u"Save or delete recipes", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.recipeMenu.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Save or delete recipes", None))
#endif // QT_CONFIG(accessibility)
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
        self.w20.setText(QCoreApplication.translate("DeliverPage", u"&Watermark", None))
#if QT_CONFIG(accessibility)
        self.markKind.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Kind of watermark", None))
#endif // QT_CONFIG(accessibility)
        self.markText.setPlaceholderText(QCoreApplication.translate("DeliverPage", u"\u00a9 Your name", None))
#if QT_CONFIG(accessibility)
        self.markText.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Text of the watermark", None))
#endif // QT_CONFIG(accessibility)
        self.markPicture.setPlaceholderText(QCoreApplication.translate("DeliverPage", u"A PNG with transparency", None))
#if QT_CONFIG(accessibility)
        self.markPicture.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Picture of the watermark", None))
#endif // QT_CONFIG(accessibility)
        self.markBrowse.setText(QCoreApplication.translate("DeliverPage", u"Choose\u2026", None))
#if QT_CONFIG(accessibility)
        self.markBrowse.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Choose the picture of the watermark", None))
#endif // QT_CONFIG(accessibility)
        self.markCornerLabel.setText(QCoreApplication.translate("DeliverPage", u"&Corner", None))
#if QT_CONFIG(accessibility)
        self.markCorner.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Corner of the watermark", None))
#endif // QT_CONFIG(accessibility)
        self.markSizeLabel.setText(QCoreApplication.translate("DeliverPage", u"Si&ze", None))
#if QT_CONFIG(accessibility)
        self.markSize.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Height of the watermark in percent of the short side", None))
#endif // QT_CONFIG(accessibility)
        self.markOpacityLabel.setText(QCoreApplication.translate("DeliverPage", u"Opac&ity", None))
#if QT_CONFIG(accessibility)
        self.markOpacity.setAccessibleName(QCoreApplication.translate("DeliverPage", u"Opacity of the watermark in percent", None))
#endif // QT_CONFIG(accessibility)
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
        self.previewHeading.setText(QCoreApplication.translate("DeliverPage", u"WATERMARK", None))
#if QT_CONFIG(accessibility)
        self.preview.setAccessibleName(QCoreApplication.translate("DeliverPage", u"The first photo with the watermark", None))
#endif // QT_CONFIG(accessibility)
        self.elsewhereHeading.setText(QCoreApplication.translate("DeliverPage", u"IN OTHER PROGRAMS", None))
#if QT_CONFIG(accessibility)
        self.elsewhere.setAccessibleName(QCoreApplication.translate("DeliverPage", u"What other programs will show", None))
#endif // QT_CONFIG(accessibility)
        pass
