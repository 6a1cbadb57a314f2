// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/overlays.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QCursor>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int dotSize = 18;
constexpr int frame = 16; ///< milliseconds
constexpr int searchWidth = 460;
constexpr int searchHeight = 340;
constexpr qsizetype mostFound = 40;

} // namespace

LaserDot::LaserDot(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedSize(dotSize, dotSize);
    setObjectName(u"laserDot"_s);
    m_timer.setInterval(frame);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LaserDot::follow);
    hide();
}

void LaserDot::setOn(bool isOn)
{
    setVisible(isOn);
    if (isOn) {
        raise();
        follow();
        m_timer.start();
        parentWidget()->setCursor(Qt::BlankCursor);
    } else {
        m_timer.stop();
        parentWidget()->unsetCursor();
    }
}

void LaserDot::follow()
{
    move(parentWidget()->mapFromGlobal(QCursor::pos()) - QPoint(dotSize / 2, dotSize / 2));
}

void LaserDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor colour = currentTheme().removed;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(rect().adjusted(5, 5, -5, -5));
    colour.setAlphaF(0.3F);
    painter.setBrush(colour);
    painter.drawEllipse(rect());
}

BlankScreen::BlankScreen(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"blankScreen"_s);
    setAccessibleName(tr("The screen is blank; B shows it again"));
    hide();
}

void BlankScreen::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Qt::black);
}

ShowMe::ShowMe(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedSize(searchWidth, searchHeight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(m_line);
    column->addWidget(m_list, 1);
    m_line->setPlaceholderText(tr("Show me… (Enter flies there, Esc goes back)"));
    m_line->setAccessibleName(tr("Show an element"));
    m_list->setAccessibleName(tr("Elements found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &ShowMe::search);
    connect(m_list, &QListWidget::itemClicked, this, &ShowMe::choose);
    hide();
}

void ShowMe::open(PlateauId from, PlateauId to)
{
    m_all.clear();
    QSet<ElementId> seen;
    const Model &model = m_session.model();
    for (const PlateauId plateau : {to, from}) {
        for (const PlateauModel at(model, plateau); const auto &state : at.elements()) {
            if (seen.contains(state.id))
                continue;
            seen.insert(state.id);
            const auto *kind = m_session.metamodel().kind(state.kind);
            m_all.append({state.id, state.name(), kind ? kind->label : state.kind,
                          QString(state.name() + u' ' + state.key).toLower()});
        }
    }
    std::ranges::sort(m_all, {}, [](const Found &one) { return one.name.toLower(); });
    m_line->clear();
    search({});
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() / 6);
    show();
    raise();
    m_line->setFocus();
}

void ShowMe::search(const QString &text)
{
    const QString wanted = text.trimmed().toLower();
    QList<const Found *> found;
    // What begins with it comes first.
    for (const bool isStart : {true, false}) {
        for (const Found &one : m_all) {
            const bool starts = one.words.startsWith(wanted);
            if (found.size() < mostFound && starts == isStart && one.words.contains(wanted))
                found.append(&one);
        }
    }
    m_list->clear();
    for (const Found *one : std::as_const(found)) {
        auto *item = new QListWidgetItem(u"%1  ·  %2"_s.arg(one->name, one->kind), m_list);
        item->setData(Qt::UserRole, one->id.value());
    }
    m_list->setCurrentRow(found.isEmpty() ? -1 : 0);
}

void ShowMe::choose()
{
    const auto *item = m_list->currentItem();
    if (!item)
        return;
    hide();
    Q_EMIT chosen(ElementId(item->data(Qt::UserRole).toLongLong()));
}

bool ShowMe::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        hide();
        Q_EMIT closed();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + (key->key() == Qt::Key_Up ? -1 : 1), 0,
                                         std::max(0, m_list->count() - 1)));
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace gp::views
