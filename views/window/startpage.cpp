// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/startpage.h"

#include "core/exchange/project_template.h"
#include "views/style/appearance.h"
#include "views/style/icons.h"
#include "views/style/parts.h"
#include "views/window/actions.h"
#include "views/window/messagebar.h"
#include "views/window/settings.h"

#include <QAbstractButton>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// A wide button with a title and a muted sentence: a recent project or a template.
class Choice : public QAbstractButton
{
public:
    Choice(const QString &title, const QString &note, QWidget *parent)
        : QAbstractButton(parent)
        , m_title(title)
        , m_note(note)
    {
        setAccessibleName(title);
        setAccessibleDescription(note);
        setCursor(Qt::PointingHandCursor);
        setFixedHeight(note.isEmpty() ? 40 : 60);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setToolTip(note);
    }

    /// What Del and the small button beside it do; nothing: it cannot be taken away.
    std::function<void()> remove;

    [[nodiscard]] QSize sizeHint() const override { return {200, minimumHeight()}; }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return click();
        case Qt::Key_Delete:
            if (remove)
                return remove();
            break;
        case Qt::Key_Down:
        case Qt::Key_Up:
            return walk(event->key() == Qt::Key_Down);
        default:
            break;
        }
        QAbstractButton::keyPressEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        const auto &theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() || underMouse() ? theme.accent : theme.line);
        painter.setBrush(isDown() ? theme.selection : theme.card);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
        const QRect area = rect().adjusted(14, 9, -14, -9);
        const QFont strong = diagram::font(12.5, QFont::DemiBold);
        painter.setFont(strong);
        painter.setPen(theme.text);
        painter.drawText(area, m_note.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop,
                         QFontMetrics(strong).elidedText(m_title, Qt::ElideRight, area.width()));
        painter.setFont(font());
        painter.setPen(theme.muted);
        painter.drawText(area, Qt::AlignBottom | Qt::AlignLeft,
                         fontMetrics().elidedText(m_note, Qt::ElideRight, area.width()));
    }

private:
    /// To the next one, over what stands between them.
    void walk(bool isForward)
    {
        do
            focusNextPrevChild(isForward);
        while (!dynamic_cast<Choice *>(window()->focusWidget()));
    }

    QString m_title;
    QString m_note;
};

QString firstSentence(const QString &text)
{
    const QString plain = text.simplified();
    const auto end = plain.indexOf(u". "_s);
    return end > 0 ? plain.first(end + 1) : plain;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_messages(new MessageBar(this))
    , m_recent(new QWidget(this))
{
    setLook(this, u"canvas"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_messages);

    auto *content = new QWidget(this);
    content->setFixedWidth(860);
    auto *column = new QVBoxLayout(content);
    column->setSpacing(gap);
    column->addWidget(heading(u"Groundplan"_s, 24, content));
    column->addWidget(textLabel(tr("The delivery platform as it is and as it should become, in one file."),
                                u"muted"_s, content));
    column->addSpacing(24);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(32);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    left->setSpacing(gap);
    right->setSpacing(gap);
    left->addWidget(heading(tr("Recent"), 16, content));
    left->addWidget(m_recent);
    auto *open = new QPushButton(tr("Open a project…"), content);
    open->setAccessibleName(tr("Open a project"));
    tellKeys(open, tr("Open a project file"), Actions::Open);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    auto *import = new QPushButton(tr("Import a folder…"), content);
    import->setAccessibleName(tr("Import a folder into a new project"));
    import->setToolTip(tr("A new project from Kubernetes manifests or Backstage catalogues"));
    connect(import, &QPushButton::clicked, this, &StartPage::importRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addWidget(open);
    buttons->addWidget(import);
    buttons->addStretch();
    m_buttons = {open, import};
    left->addSpacing(4);
    left->addLayout(buttons);
    left->addSpacing(4);
    left->addWidget(
        textLabel(tr("Or drop a project, a folder or manifests onto this window."), u"muted"_s, content));
    left->addStretch();
    addTemplates(right);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    column->addLayout(columns);
    page->addStretch(2);
    page->addWidget(content, 0, Qt::AlignHCenter);
    page->addStretch(3);
    (new QVBoxLayout(m_recent))->setContentsMargins(0, 0, 0, 0);
    refresh();
}

void StartPage::addTemplates(QVBoxLayout *column)
{
    column->addWidget(heading(tr("New project"), 16, this));
    for (const auto &known : exchange::projectTemplates()) {
        auto *choice = new Choice(known.title, firstSentence(known.description), this);
        connect(choice, &QAbstractButton::clicked, this,
                [this, name = known.name] { Q_EMIT newRequested(name); });
        column->addWidget(choice);
        m_templates.append(choice);
    }
    column->addStretch();
}

QList<QAbstractButton *> StartPage::choices() const
{
    QList<QAbstractButton *> all;
    for (auto *button : m_recent->findChildren<QAbstractButton *>()) {
        if (dynamic_cast<Choice *>(button))
            all.append(button);
    }
    return all + m_templates;
}

void StartPage::focusFirst()
{
    if (const auto all = choices(); !all.isEmpty())
        all.first()->setFocus(Qt::OtherFocusReason);
}

void StartPage::showEvent(QShowEvent *event)
{
    refresh();
    focusFirst();
    QWidget::showEvent(event);
}

void StartPage::refresh()
{
    auto *column = m_recent->layout();
    while (auto *item = column->takeAt(0)) {
        if (auto *row = item->widget()) {
            row->setParent(nullptr);
            row->deleteLater(); // it may be the one that was clicked
        }
        delete item;
    }
    const auto files = Settings::recentFiles();
    for (const auto &file : files.first(std::min<qsizetype>(6, files.size()))) {
        QString folder = QFileInfo(file).absolutePath();
        if (folder.startsWith(QDir::homePath()))
            folder.replace(0, QDir::homePath().size(), u"~"_s);
        auto *row = new QWidget(m_recent);
        auto *choice = new Choice(QFileInfo(file).completeBaseName(), folder, row);
        choice->setToolTip(tr("%1\nDel takes it off the list").arg(QDir::toNativeSeparators(file)));
        choice->setAccessibleDescription(QDir::toNativeSeparators(file));
        connect(choice, &QAbstractButton::clicked, this, [this, file] { Q_EMIT fileChosen(file); });
        choice->remove = [this, file, at = choices().size() - m_templates.size() - 1] {
            Settings::removeRecentFile(file);
            refresh();
            const auto all = choices();
            all[std::clamp<qsizetype>(at, 0, all.size() - 1)]->setFocus(Qt::OtherFocusReason);
        };
        auto *remove = new QToolButton(row);
        remove->setIcon(icon(u"window-close"_s));
        remove->setIconSize({10, 10});
        remove->setFixedSize(26, 26);
        remove->setFocusPolicy(Qt::TabFocus);
        remove->setAccessibleName(tr("Take %1 off the list").arg(QFileInfo(file).completeBaseName()));
        remove->setToolTip(tr("Take it off the list; the file stays"));
        connect(remove, &QToolButton::clicked, choice, [choice] { choice->remove(); });
        auto *across = new QHBoxLayout(row);
        across->setContentsMargins(0, 0, 0, 0);
        across->setSpacing(4);
        across->addWidget(choice, 1);
        across->addWidget(remove);
        column->addWidget(row);
        row->show(); // at once: keys may follow
    }
    // The new rows come first for Tab, too, as they do for the eye.
    QWidget *before = nullptr;
    for (auto *one : m_recent->findChildren<QAbstractButton *>() + m_buttons + m_templates) {
        if (before)
            setTabOrder(before, one);
        before = one;
    }
    if (files.isEmpty())
        column->addWidget(textLabel(tr("Projects that you open are listed here."), u"muted"_s, m_recent));
}

} // namespace gp::views
