"""Made from ui/start_page.ui by packaging/compile_forms.py; edit that file, not this one."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QListWidget,
    QListWidgetItem, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

class Ui_StartPage(object):
    def setupUi(self, StartPage: QWidget) -> None:
        if not StartPage.objectName():
            StartPage.setObjectName(u"StartPage")
        self.layout8 = QHBoxLayout(StartPage)
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.spacer1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout8.addItem(self.spacer1)

        self.layout6 = QVBoxLayout()
        self.layout6.setSpacing(16)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(0, 0, 0, 0)
        self.spacer2 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout6.addItem(self.spacer2)

        self.name = QLabel(StartPage)
        self.name.setObjectName(u"name")
        self.name.setProperty(u"role", u"title")

        self.layout6.addWidget(self.name)

        self.about = QLabel(StartPage)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setMinimumSize(QSize(520, 0))

        self.layout6.addWidget(self.about)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.open = QPushButton(StartPage)
        self.open.setObjectName(u"open")
        self.open.setProperty(u"primary", True)

        self.layout4.addWidget(self.open)

        self.sample = QPushButton(StartPage)
        self.sample.setObjectName(u"sample")

        self.layout4.addWidget(self.sample)

        self.spacer3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.spacer3)


        self.layout6.addLayout(self.layout4)

        self.drop = QLabel(StartPage)
        self.drop.setObjectName(u"drop")
        self.drop.setProperty(u"role", u"quiet")

        self.layout6.addWidget(self.drop)

        self.steps = QLabel(StartPage)
        self.steps.setObjectName(u"steps")
        self.steps.setWordWrap(True)

        self.layout6.addWidget(self.steps)

        self.recentHeading = QLabel(StartPage)
        self.recentHeading.setObjectName(u"recentHeading")
        self.recentHeading.setProperty(u"role", u"heading")

        self.layout6.addWidget(self.recentHeading)

        self.recent = QListWidget(StartPage)
        self.recent.setObjectName(u"recent")
        self.recent.setMaximumSize(QSize(16777215, 160))

        self.layout6.addWidget(self.recent)

        self.spacer5 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout6.addItem(self.spacer5)


        self.layout8.addLayout(self.layout6)

        self.spacer7 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout8.addItem(self.spacer7)


        self.retranslateUi(StartPage)

        QMetaObject.connectSlotsByName(StartPage)

    def retranslateUi(self, StartPage: QWidget) -> None:
        self.name.setText(QCoreApplication.translate("StartPage", u"retouch", None))
        self.about.setText(QCoreApplication.translate("StartPage", u"Open the folder of a shoot. retouch reads every face, finds blinks, and suggests what to keep and what to correct.\n"
"You decide. Your originals are never changed, and nothing leaves this computer.", None))
        self.open.setText(QCoreApplication.translate("StartPage", u"Open a folder\u2026", None))
        self.sample.setText(QCoreApplication.translate("StartPage", u"Try it on the sample shoot", None))
        self.drop.setText(QCoreApplication.translate("StartPage", u"\u2026 or drop a folder anywhere on this window.", None))
        self.steps.setText("")
        self.recentHeading.setText(QCoreApplication.translate("StartPage", u"RECENT", None))
#if QT_CONFIG(accessibility)
        self.recent.setAccessibleName(QCoreApplication.translate("StartPage", u"Recent shoots", None))
#endif // QT_CONFIG(accessibility)
        pass
