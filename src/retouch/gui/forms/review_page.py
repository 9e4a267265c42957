"""Made from ui/review_page.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QPushButton,
    QScrollArea, QSizePolicy, QSpacerItem, QSplitter,
    QToolButton, QVBoxLayout, QWidget)

from retouch.gui.elided_label import ElidedLabel
from retouch.gui.grid import PhotoGrid
from retouch.gui.histogram import Histogram
from retouch.gui.picture_view import PictureView

class Ui_ReviewPage(object):
    def setupUi(self, ReviewPage: QWidget) -> None:
        if not ReviewPage.objectName():
            ReviewPage.setObjectName(u"ReviewPage")
        self.layout9 = QVBoxLayout(ReviewPage)
        self.layout9.setSpacing(0)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(0, 0, 0, 0)
        self.columns = QSplitter(ReviewPage)
        self.columns.setObjectName(u"columns")
        self.columns.setOrientation(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.middle = QWidget(self.columns)
        self.middle.setObjectName(u"middle")
        self.layout4 = QVBoxLayout(self.middle)
        self.layout4.setSpacing(0)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.toolRow = QWidget(self.middle)
        self.toolRow.setObjectName(u"toolRow")
        self.layout3 = QHBoxLayout(self.toolRow)
        self.layout3.setSpacing(4)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(8, 4, 8, 4)
        self.beforeButton = QToolButton(self.toolRow)
        self.beforeButton.setObjectName(u"beforeButton")
        self.beforeButton.setProperty(u"flat", True)
        self.beforeButton.setCheckable(True)

        self.layout3.addWidget(self.beforeButton)

        self.splitButton = QToolButton(self.toolRow)
        self.splitButton.setObjectName(u"splitButton")
        self.splitButton.setProperty(u"flat", True)
        self.splitButton.setCheckable(True)

        self.layout3.addWidget(self.splitButton)

        self.sideButton = QToolButton(self.toolRow)
        self.sideButton.setObjectName(u"sideButton")
        self.sideButton.setProperty(u"flat", True)
        self.sideButton.setCheckable(True)

        self.layout3.addWidget(self.sideButton)

        self.clippingButton = QToolButton(self.toolRow)
        self.clippingButton.setObjectName(u"clippingButton")
        self.clippingButton.setProperty(u"flat", True)
        self.clippingButton.setCheckable(True)

        self.layout3.addWidget(self.clippingButton)

        self.cropButton = QToolButton(self.toolRow)
        self.cropButton.setObjectName(u"cropButton")
        self.cropButton.setProperty(u"flat", True)
        self.cropButton.setCheckable(True)

        self.layout3.addWidget(self.cropButton)

        self.pickerButton = QToolButton(self.toolRow)
        self.pickerButton.setObjectName(u"pickerButton")
        self.pickerButton.setProperty(u"flat", True)
        self.pickerButton.setCheckable(True)

        self.layout3.addWidget(self.pickerButton)

        self.spotsButton = QToolButton(self.toolRow)
        self.spotsButton.setObjectName(u"spotsButton")
        self.spotsButton.setProperty(u"flat", True)
        self.spotsButton.setCheckable(True)

        self.layout3.addWidget(self.spotsButton)

        self.spacer1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.spacer1)

        self.caption = ElidedLabel(self.toolRow)
        self.caption.setObjectName(u"caption")
        self.caption.setProperty(u"role", u"quiet")

        self.layout3.addWidget(self.caption)

        self.spacer2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.spacer2)

        self.pending = QLabel(self.toolRow)
        self.pending.setObjectName(u"pending")
        self.pending.setProperty(u"role", u"suggested")

        self.layout3.addWidget(self.pending)


        self.layout4.addWidget(self.toolRow)

        self.picture = PictureView(self.middle)
        self.picture.setObjectName(u"picture")

        self.layout4.addWidget(self.picture)

        self.layout4.setStretch(1, 1)
        self.columns.addWidget(self.middle)
        self.rightPanel = QWidget(self.columns)
        self.rightPanel.setObjectName(u"rightPanel")
        self.layout7 = QVBoxLayout(self.rightPanel)
        self.layout7.setSpacing(8)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(12, 12, 8, 0)
        self.histogram = Histogram(self.rightPanel)
        self.histogram.setObjectName(u"histogram")

        self.layout7.addWidget(self.histogram)

        self.texture = QLabel(self.rightPanel)
        self.texture.setObjectName(u"texture")
        self.texture.setWordWrap(True)
        self.texture.setProperty(u"role", u"quiet")

        self.layout7.addWidget(self.texture)

        self.learned = QWidget(self.rightPanel)
        self.learned.setObjectName(u"learned")
        self.layout10 = QHBoxLayout(self.learned)
        self.layout10.setSpacing(8)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.learnedText = QLabel(self.learned)
        self.learnedText.setObjectName(u"learnedText")
        self.learnedText.setWordWrap(True)
        self.learnedText.setProperty(u"role", u"quiet")

        self.layout10.addWidget(self.learnedText)

        self.forgetButton = QPushButton(self.learned)
        self.forgetButton.setObjectName(u"forgetButton")

        self.layout10.addWidget(self.forgetButton)

        self.layout10.setStretch(0, 1)

        self.layout7.addWidget(self.learned)

        self.cardButtons = QWidget(self.rightPanel)
        self.cardButtons.setObjectName(u"cardButtons")
        self.layout6 = QHBoxLayout(self.cardButtons)
        self.layout6.setSpacing(4)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(0, 0, 0, 0)
        self.acceptAllButton = QPushButton(self.cardButtons)
        self.acceptAllButton.setObjectName(u"acceptAllButton")

        self.layout6.addWidget(self.acceptAllButton)

        self.spacer5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout6.addItem(self.spacer5)

        self.presetButton = QToolButton(self.cardButtons)
        self.presetButton.setObjectName(u"presetButton")
        self.presetButton.setProperty(u"flat", True)

        self.layout6.addWidget(self.presetButton)

        self.copyButton = QToolButton(self.cardButtons)
        self.copyButton.setObjectName(u"copyButton")
        self.copyButton.setProperty(u"flat", True)

        self.layout6.addWidget(self.copyButton)

        self.pasteButton = QToolButton(self.cardButtons)
        self.pasteButton.setObjectName(u"pasteButton")
        self.pasteButton.setProperty(u"flat", True)

        self.layout6.addWidget(self.pasteButton)

        self.applyButton = QToolButton(self.cardButtons)
        self.applyButton.setObjectName(u"applyButton")
        self.applyButton.setProperty(u"flat", True)

        self.layout6.addWidget(self.applyButton)

        self.historyButton = QToolButton(self.cardButtons)
        self.historyButton.setObjectName(u"historyButton")
        self.historyButton.setProperty(u"flat", True)

        self.layout6.addWidget(self.historyButton)


        self.layout7.addWidget(self.cardButtons)

        self.scroll = QScrollArea(self.rightPanel)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards = QWidget()
        self.cards.setObjectName(u"cards")
        self.cardColumn = QVBoxLayout(self.cards)
        self.cardColumn.setSpacing(4)
        self.cardColumn.setObjectName(u"cardColumn")
        self.cardColumn.setContentsMargins(0, 0, 4, 8)
        self.scroll.setWidget(self.cards)

        self.layout7.addWidget(self.scroll)

        self.layout7.setStretch(4, 1)
        self.columns.addWidget(self.rightPanel)

        self.layout9.addWidget(self.columns)

        self.bottomPanel = QWidget(ReviewPage)
        self.bottomPanel.setObjectName(u"bottomPanel")
        self.layout8 = QVBoxLayout(self.bottomPanel)
        self.layout8.setSpacing(0)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.filmstrip = PhotoGrid(self.bottomPanel)
        self.filmstrip.setObjectName(u"filmstrip")

        self.layout8.addWidget(self.filmstrip)


        self.layout9.addWidget(self.bottomPanel)

        self.layout9.setStretch(0, 1)

        self.retranslateUi(ReviewPage)

        QMetaObject.connectSlotsByName(ReviewPage)

    def retranslateUi(self, ReviewPage: QWidget) -> None:
#if QT_CONFIG(tooltip)
        self.beforeButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Before (hold \\)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.beforeButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Before (hold \\)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.splitButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Split before and after (Y)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.splitButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Split before and after (Y)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.sideButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Before and after side by side (Shift+Y)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.sideButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Before and after side by side (Shift+Y)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.clippingButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Show clipping (J)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.clippingButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Show clipping (J)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.cropButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Crop (R)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.cropButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Crop (R)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.pickerButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Pick a neutral place (W)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.pickerButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Pick a neutral place (W)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.spotsButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Spots on the skin (Q)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.spotsButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Spots on the skin (Q)", None))
#endif // QT_CONFIG(accessibility)
        self.caption.setText("")
        self.pending.setText("")
#if QT_CONFIG(accessibility)
        self.picture.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Picture", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.histogram.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Histogram", None))
#endif // QT_CONFIG(accessibility)
        self.texture.setText("")
        self.learnedText.setText("")
        self.forgetButton.setText(QCoreApplication.translate("ReviewPage", u"Forget", None))
#if QT_CONFIG(tooltip)
        self.forgetButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Let your corrections teach nothing any more; they stay as they are", None))
#endif // QT_CONFIG(tooltip)
        self.acceptAllButton.setText(QCoreApplication.translate("ReviewPage", u"Accept all", None))
#if QT_CONFIG(tooltip)
        self.acceptAllButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Accept all suggestions for this photo (Shift+A)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(tooltip)
        self.presetButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Presets", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.presetButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Presets", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.copyButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Copy adjustments (Ctrl+C)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.copyButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Copy adjustments (Ctrl+C)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.pasteButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Paste adjustments (Ctrl+V)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.pasteButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Paste adjustments (Ctrl+V)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.applyButton.setToolTip(QCoreApplication.translate("ReviewPage", u"Apply to burst, scene or selection", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.applyButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Apply to burst, scene or selection", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.historyButton.setToolTip(QCoreApplication.translate("ReviewPage", u"History", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.historyButton.setAccessibleName(QCoreApplication.translate("ReviewPage", u"History", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.filmstrip.setAccessibleName(QCoreApplication.translate("ReviewPage", u"Photos", None))
#endif // QT_CONFIG(accessibility)
        pass
