"""Made from ui/main_window.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QMainWindow, QMenuBar,
    QSizePolicy, QSpacerItem, QStackedWidget, QToolButton,
    QVBoxLayout, QWidget)

from retouch.gui.cull_page import CullPage
from retouch.gui.deliver_page import DeliverPage
from retouch.gui.elided_label import ElidedLabel
from retouch.gui.messages import MessageBar
from retouch.gui.review_page import ReviewPage
from retouch.gui.start_page import StartPage
from retouch.gui.status import StatusRow

class Ui_MainWindow(object):
    def setupUi(self, MainWindow: QMainWindow) -> None:
        if not MainWindow.objectName():
            MainWindow.setObjectName(u"MainWindow")
        MainWindow.setWindowTitle(u"retouch")
        self.centre = QWidget(MainWindow)
        self.centre.setObjectName(u"centre")
        self.layout4 = QVBoxLayout(self.centre)
        self.layout4.setSpacing(0)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.topBar = QWidget(self.centre)
        self.topBar.setObjectName(u"topBar")
        self.layout3 = QHBoxLayout(self.topBar)
        self.layout3.setSpacing(0)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(4, 0, 12, 0)
        self.menu = QMenuBar(self.topBar)
        self.menu.setObjectName(u"menu")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.menu.sizePolicy().hasHeightForWidth())
        self.menu.setSizePolicy(sizePolicy)

        self.layout3.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignVCenter)

        self.spacer1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.spacer1)

        self.cullTab = QToolButton(self.topBar)
        self.cullTab.setObjectName(u"cullTab")
        self.cullTab.setCheckable(True)
        self.cullTab.setAutoExclusive(True)
        self.cullTab.setProperty(u"page", True)
        self.cullTab.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        self.layout3.addWidget(self.cullTab)

        self.reviewTab = QToolButton(self.topBar)
        self.reviewTab.setObjectName(u"reviewTab")
        self.reviewTab.setCheckable(True)
        self.reviewTab.setAutoExclusive(True)
        self.reviewTab.setProperty(u"page", True)
        self.reviewTab.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        self.layout3.addWidget(self.reviewTab)

        self.deliverTab = QToolButton(self.topBar)
        self.deliverTab.setObjectName(u"deliverTab")
        self.deliverTab.setCheckable(True)
        self.deliverTab.setAutoExclusive(True)
        self.deliverTab.setProperty(u"page", True)
        self.deliverTab.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        self.layout3.addWidget(self.deliverTab)

        self.spacer2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.spacer2)

        self.shootName = ElidedLabel(self.topBar)
        self.shootName.setObjectName(u"shootName")
        self.shootName.setProperty(u"role", u"quiet")

        self.layout3.addWidget(self.shootName)


        self.layout4.addWidget(self.topBar)

        self.messages = MessageBar(self.centre)
        self.messages.setObjectName(u"messages")

        self.layout4.addWidget(self.messages)

        self.pages = QStackedWidget(self.centre)
        self.pages.setObjectName(u"pages")
        self.start = StartPage()
        self.start.setObjectName(u"start")
        self.pages.addWidget(self.start)
        self.cull = CullPage()
        self.cull.setObjectName(u"cull")
        self.pages.addWidget(self.cull)
        self.review = ReviewPage()
        self.review.setObjectName(u"review")
        self.pages.addWidget(self.review)
        self.deliver = DeliverPage()
        self.deliver.setObjectName(u"deliver")
        self.pages.addWidget(self.deliver)

        self.layout4.addWidget(self.pages)

        self.statusRow = StatusRow(self.centre)
        self.statusRow.setObjectName(u"statusRow")

        self.layout4.addWidget(self.statusRow)

        self.layout4.setStretch(2, 1)
        MainWindow.setCentralWidget(self.centre)

        self.retranslateUi(MainWindow)

        QMetaObject.connectSlotsByName(MainWindow)

    def retranslateUi(self, MainWindow: QMainWindow) -> None:
        self.cullTab.setText(QCoreApplication.translate("MainWindow", u"Cull", None))
        self.reviewTab.setText(QCoreApplication.translate("MainWindow", u"Review", None))
        self.deliverTab.setText(QCoreApplication.translate("MainWindow", u"Deliver", None))
        self.shootName.setText("")
#if QT_CONFIG(accessibility)
        self.shootName.setAccessibleName(QCoreApplication.translate("MainWindow", u"Open shoot", None))
#endif // QT_CONFIG(accessibility)
        pass
