// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/quickopen.h"

#include "views/style/appearance.h"

#include <QAction>
#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr qsizetype mostShown = 12;

/// Lower is better; negative: no match.
int rank(const Findable &item, const QStringList &words)
{
    int worst = 0;
    for (const auto &word : words) {
        const auto at = item.text.indexOf(word, 0, Qt::CaseInsensitive);
        int points = -1;
        if (at == 0)
            points = 0;
        else if (at > 0 && !item.text[at - 1].isLetterOrNumber())
            points = 1;
        else if (at > 0)
            points = 2;
        else if (item.also.contains(word, Qt::CaseInsensitive))
            points = 3;
        if (points < 0)
            return -1;
        worst = std::max(worst, points);
    }
    return worst;
}

} // namespace

QList<qsizetype> bestMatches(const QList<Findable> &all, const QString &text, qsizetype most)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QList<std::pair<int, qsizetype>> found;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (const int points = rank(all[i], words); points >= 0)
            found.append({points * 1000 + int(std::min<qsizetype>(all[i].text.size(), 999)), i});
    }
    if (!words.isEmpty())
        std::ranges::stable_sort(found, {}, &std::pair<int, qsizetype>::first);
    QList<qsizetype> result;
    for (const auto &[points, index] : found.first(std::min(most, found.size())))
        result.append(index);
    return result;
}

QuickOpen::QuickOpen(Session &session, QList<QAction *> actions, QWidget *parent)
    : QLineEdit(parent)
    , m_session(session)
    , m_actions(std::move(actions))
{
    setPlaceholderText(tr("Search or run a command  Ctrl+K"));
    setAccessibleName(tr("Search or run a command"));
    setToolTip(tr("Find an element, a view, a decision or a command (Ctrl+K)"));
    connect(this, &QLineEdit::textEdited, this, &QuickOpen::search);
}

QuickOpen::~QuickOpen()
{
    delete m_popup;
}

void QuickOpen::start()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
    search();
}

void QuickOpen::collect()
{
    m_all.clear();
    const Model &model = m_session.model();
    for (const auto &view : model.views()) {
        QString title = view.properties.value("title"_L1).toString();
        if (title.isEmpty())
            title = view.key;
        m_all.append({title, view.key, tr("view"), [this, id = view.id] { Q_EMIT viewRequested(id); }});
    }
    for (auto *action : std::as_const(m_actions)) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        m_all.append({action->text().remove(u'&').remove(u'…'),
                      {},
                      keys.isEmpty() ? tr("command") : tr("command · %1").arg(keys),
                      [action] { action->trigger(); }});
    }
    for (const auto &element : m_session.state().elements()) {
        const auto *kind = m_session.metamodel().kind(element.kind);
        m_all.append(
            {element.name(), element.key, kind ? kind->label : element.kind, [this, id = element.id] {
                 m_session.select(id);
                 Q_EMIT m_session.revealRequested(id, true);
             }});
    }
    for (const auto &record : model.records()) {
        const auto *kind = m_session.metamodel().recordKind(record.kind);
        static const QStringList unsaid = {u"project"_s, u"nfrAnswer"_s, u"evidence"_s};
        if (kind && !unsaid.contains(record.kind))
            m_all.append({titleOf(record), record.key, kind->label, [this, id = record.id] {
                              m_session.select(id);
                              Q_EMIT m_session.pageRequested(id);
                          }});
    }
}

void QuickOpen::search()
{
    if (m_all.isEmpty())
        collect();
    if (!m_popup) {
        // A child of the window and no window of its own: it takes no focus and follows every move.
        m_popup = new QWidget(window());
        m_popup->setObjectName(u"popup"_s);
        m_popup->setAttribute(Qt::WA_StyledBackground);
        m_list = new LinesView(tr("Matches"), m_popup);
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setEmptyText(tr("Nothing is called that."));
        auto *column = new QVBoxLayout(m_popup);
        column->setContentsMargins(2, 6, 2, 6);
        column->addWidget(m_list);
        connect(m_list, &LinesView::picked, this, &QuickOpen::choose);
    }
    QList<Line> lines;
    for (const auto index : bestMatches(m_all, text(), mostShown)) {
        Line line;
        line.text = m_all[index].text;
        line.right = m_all[index].note;
        line.id = index;
        lines.append(line);
    }
    m_list->setLines(lines);
    m_list->setCurrentIndex(m_list->model()->index(0, 0));
    place();
    m_popup->show();
    m_popup->raise();
}

void QuickOpen::place()
{
    const int rows = std::max(1, m_list->model()->rowCount());
    const int wide = std::max(width(), 420);
    const QPoint corner = mapTo(window(), QPoint(width() - wide, height() + 4));
    m_popup->setGeometry(std::max(8, corner.x()), corner.y(), wide, rows * 28 + 14);
}

void QuickOpen::keyPressEvent(QKeyEvent *event)
{
    const bool isOpen = m_popup && m_popup->isVisible();
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        if (!isOpen) {
            search();
            return;
        }
        const int count = m_list->model()->rowCount();
        const int step = event->key() == Qt::Key_Down ? 1 : count - 1;
        if (count > 0)
            m_list->setCurrentIndex(m_list->model()->index((m_list->currentIndex().row() + step) % count, 0));
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isOpen && m_list->currentIndex().isValid())
            choose(m_list->currentIndex().data(Qt::UserRole).toLongLong());
        return;
    case Qt::Key_Escape:
        if (isOpen || !text().isEmpty()) {
            close();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void QuickOpen::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    collect();
    if (event->reason() == Qt::MouseFocusReason)
        search();
}

void QuickOpen::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        close();
}

void QuickOpen::choose(qint64 index)
{
    if (index < 0 || index >= m_all.size())
        return;
    const auto open = m_all[index].open;
    close();
    clearFocus();
    open();
}

void QuickOpen::close()
{
    clear();
    if (m_popup)
        m_popup->hide();
    m_all.clear();
}

} // namespace gp::views
