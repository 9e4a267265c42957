"""Made from ui/cull_page.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QAbstractItemView, QApplication, QHBoxLayout, QLabel,
    QListView, QPushButton, QSizePolicy, QSpacerItem,
    QSplitter, QStackedWidget, QToolButton, QVBoxLayout,
    QWidget)

from retouch.gui.elided_label import ElidedLabel
from retouch.gui.faces_panel import FacesPanel
from retouch.gui.grid import PhotoGrid
from retouch.gui.panes import Panes
from retouch.gui.picture_view import PictureView
from retouch.gui.roll_view import RollCallView
from retouch.gui.why_panel import WhyPanel

class Ui_CullPage(object):
    def setupUi(self, CullPage: QWidget) -> None:
        if not CullPage.objectName():
            CullPage.setObjectName(u"CullPage")
        self.layout13 = QVBoxLayout(CullPage)
        self.layout13.setSpacing(0)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(0, 0, 0, 0)
        self.columns = QSplitter(CullPage)
        self.columns.setObjectName(u"columns")
        self.columns.setOrientation(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.leftPanel = QWidget(self.columns)
        self.leftPanel.setObjectName(u"leftPanel")
        self.layout3 = QVBoxLayout(self.leftPanel)
        self.layout3.setSpacing(4)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(8, 12, 4, 8)
        self.w1 = QLabel(self.leftPanel)
        self.w1.setObjectName(u"w1")
        self.w1.setProperty(u"role", u"heading")

        self.layout3.addWidget(self.w1)

        self.filters = QListView(self.leftPanel)
        self.filters.setObjectName(u"filters")
        self.filters.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.filters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.layout3.addWidget(self.filters)

        self.w2 = QLabel(self.leftPanel)
        self.w2.setObjectName(u"w2")
        self.w2.setProperty(u"role", u"heading")

        self.layout3.addWidget(self.w2)

        self.bursts = QListView(self.leftPanel)
        self.bursts.setObjectName(u"bursts")
        self.bursts.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.bursts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.layout3.addWidget(self.bursts)

        self.layout3.setStretch(3, 1)
        self.columns.addWidget(self.leftPanel)
        self.middle = QWidget(self.columns)
        self.middle.setObjectName(u"middle")
        self.layout7 = QVBoxLayout(self.middle)
        self.layout7.setSpacing(0)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.toolRow = QWidget(self.middle)
        self.toolRow.setObjectName(u"toolRow")
        self.layout6 = QHBoxLayout(self.toolRow)
        self.layout6.setSpacing(4)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(8, 4, 8, 4)
        self.gridButton = QToolButton(self.toolRow)
        self.gridButton.setObjectName(u"gridButton")
        self.gridButton.setProperty(u"flat", True)
        self.gridButton.setCheckable(True)
        self.gridButton.setAutoExclusive(True)

        self.layout6.addWidget(self.gridButton)

        self.loupeButton = QToolButton(self.toolRow)
        self.loupeButton.setObjectName(u"loupeButton")
        self.loupeButton.setProperty(u"flat", True)
        self.loupeButton.setCheckable(True)
        self.loupeButton.setAutoExclusive(True)

        self.layout6.addWidget(self.loupeButton)

        self.compareButton = QToolButton(self.toolRow)
        self.compareButton.setObjectName(u"compareButton")
        self.compareButton.setProperty(u"flat", True)
        self.compareButton.setCheckable(True)
        self.compareButton.setAutoExclusive(True)

        self.layout6.addWidget(self.compareButton)

        self.surveyButton = QToolButton(self.toolRow)
        self.surveyButton.setObjectName(u"surveyButton")
        self.surveyButton.setProperty(u"flat", True)
        self.surveyButton.setCheckable(True)
        self.surveyButton.setAutoExclusive(True)

        self.layout6.addWidget(self.surveyButton)

        self.rollCallButton = QToolButton(self.toolRow)
        self.rollCallButton.setObjectName(u"rollCallButton")
        self.rollCallButton.setProperty(u"flat", True)
        self.rollCallButton.setCheckable(True)
        self.rollCallButton.setAutoExclusive(True)

        self.layout6.addWidget(self.rollCallButton)

        self.spacer4 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout6.addItem(self.spacer4)

        self.caption = ElidedLabel(self.toolRow)
        self.caption.setObjectName(u"caption")
        self.caption.setProperty(u"role", u"quiet")

        self.layout6.addWidget(self.caption)

        self.spacer5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout6.addItem(self.spacer5)

        self.acceptButton = QPushButton(self.toolRow)
        self.acceptButton.setObjectName(u"acceptButton")

        self.layout6.addWidget(self.acceptButton)


        self.layout7.addWidget(self.toolRow)

        self.views = QStackedWidget(self.middle)
        self.views.setObjectName(u"views")
        self.grid = PhotoGrid()
        self.grid.setObjectName(u"grid")
        self.views.addWidget(self.grid)
        self.loupe = PictureView()
        self.loupe.setObjectName(u"loupe")
        self.views.addWidget(self.loupe)
        self.panes = Panes()
        self.panes.setObjectName(u"panes")
        self.views.addWidget(self.panes)
        self.rollCall = RollCallView()
        self.rollCall.setObjectName(u"rollCall")
        self.views.addWidget(self.rollCall)

        self.layout7.addWidget(self.views)

        self.layout7.setStretch(1, 1)
        self.columns.addWidget(self.middle)
        self.rightPanel = QWidget(self.columns)
        self.rightPanel.setObjectName(u"rightPanel")
        self.layout11 = QVBoxLayout(self.rightPanel)
        self.layout11.setSpacing(8)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(12, 12, 8, 8)
        self.w8 = QLabel(self.rightPanel)
        self.w8.setObjectName(u"w8")
        self.w8.setProperty(u"role", u"heading")

        self.layout11.addWidget(self.w8)

        self.faces = FacesPanel(self.rightPanel)
        self.faces.setObjectName(u"faces")

        self.layout11.addWidget(self.faces)

        self.w9 = QLabel(self.rightPanel)
        self.w9.setObjectName(u"w9")
        self.w9.setProperty(u"role", u"heading")

        self.layout11.addWidget(self.w9)

        self.why = WhyPanel(self.rightPanel)
        self.why.setObjectName(u"why")

        self.layout11.addWidget(self.why)

        self.spacer10 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout11.addItem(self.spacer10)

        self.layout11.setStretch(1, 3)
        self.layout11.setStretch(4, 1)
        self.columns.addWidget(self.rightPanel)

        self.layout13.addWidget(self.columns)

        self.bottomPanel = QWidget(CullPage)
        self.bottomPanel.setObjectName(u"bottomPanel")
        self.layout12 = QVBoxLayout(self.bottomPanel)
        self.layout12.setSpacing(0)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 0, 0, 0)
        self.filmstrip = PhotoGrid(self.bottomPanel)
        self.filmstrip.setObjectName(u"filmstrip")

        self.layout12.addWidget(self.filmstrip)


        self.layout13.addWidget(self.bottomPanel)

        self.layout13.setStretch(0, 1)

        self.retranslateUi(CullPage)

        QMetaObject.connectSlotsByName(CullPage)

    def retranslateUi(self, CullPage: QWidget) -> None:
        self.w1.setText(QCoreApplication.translate("CullPage", u"SHOW", None))
#if QT_CONFIG(accessibility)
        self.filters.setAccessibleName(QCoreApplication.translate("CullPage", u"Filters", None))
#endif // QT_CONFIG(accessibility)
        self.w2.setText(QCoreApplication.translate("CullPage", u"BURSTS", None))
#if QT_CONFIG(accessibility)
        self.bursts.setAccessibleName(QCoreApplication.translate("CullPage", u"Bursts and scenes", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.gridButton.setToolTip(QCoreApplication.translate("CullPage", u"Grid (G)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.gridButton.setAccessibleName(QCoreApplication.translate("CullPage", u"Grid (G)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.loupeButton.setToolTip(QCoreApplication.translate("CullPage", u"Loupe (E)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.loupeButton.setAccessibleName(QCoreApplication.translate("CullPage", u"Loupe (E)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.compareButton.setToolTip(QCoreApplication.translate("CullPage", u"Compare (C)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.compareButton.setAccessibleName(QCoreApplication.translate("CullPage", u"Compare (C)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.surveyButton.setToolTip(QCoreApplication.translate("CullPage", u"Survey (N)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.surveyButton.setAccessibleName(QCoreApplication.translate("CullPage", u"Survey (N)", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.rollCallButton.setToolTip(QCoreApplication.translate("CullPage", u"Roll call (O)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.rollCallButton.setAccessibleName(QCoreApplication.translate("CullPage", u"Roll call (O)", None))
#endif // QT_CONFIG(accessibility)
        self.caption.setText("")
        self.acceptButton.setText(QCoreApplication.translate("CullPage", u"Accept suggestions\u2026", None))
#if QT_CONFIG(accessibility)
        self.grid.setAccessibleName(QCoreApplication.translate("CullPage", u"Photos", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.loupe.setAccessibleName(QCoreApplication.translate("CullPage", u"Loupe", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.panes.setAccessibleName(QCoreApplication.translate("CullPage", u"Photos beside each other", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.rollCall.setAccessibleName(QCoreApplication.translate("CullPage", u"Roll call", None))
#endif // QT_CONFIG(accessibility)
        self.w8.setText(QCoreApplication.translate("CullPage", u"FACES", None))
#if QT_CONFIG(accessibility)
        self.faces.setAccessibleName(QCoreApplication.translate("CullPage", u"Faces of the photo", None))
#endif // QT_CONFIG(accessibility)
        self.w9.setText(QCoreApplication.translate("CullPage", u"WHY", None))
#if QT_CONFIG(accessibility)
        self.why.setAccessibleName(QCoreApplication.translate("CullPage", u"Why it is suggested", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.filmstrip.setAccessibleName(QCoreApplication.translate("CullPage", u"Frames of this burst", None))
#endif // QT_CONFIG(accessibility)
        pass
