// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/quickcreate.h"

#include "views/session/words.h"
#include "views/style/parts.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

QuickCreate::QuickCreate(QWidget *parent)
    : QFrame(parent)
    , m_choice(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_problem(textLabel({}, u"error"_s, this))
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("New element"));
    m_choice->setAccessibleName(tr("What it is"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setToolTip(tr("Enter makes it. Ctrl+Enter makes it and asks for the next"));
    m_name->setMinimumWidth(260);
    m_problem->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_choice);
    column->addWidget(m_name);
    column->addWidget(m_problem);
    m_choice->installEventFilter(this);
    m_name->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now) &&
            !now->window()->windowFlags().testFlag(Qt::Popup))
            hide();
    });
    hide();
}

void QuickCreate::askKinds(const metamodel::Metamodel &metamodel, QPoint at)
{
    m_possible.clear();
    for (const auto &kind : metamodel.kinds())
        m_possible.append({kind.name, {}, true, capitalised(kind.label)});
    open(at);
}

void QuickCreate::askPossible(const QList<Possible> &possible, QPoint at)
{
    m_possible = possible;
    open(at);
}

void QuickCreate::open(QPoint at)
{
    m_choice->clear();
    for (const auto &one : std::as_const(m_possible))
        m_choice->addItem(one.text);
    const auto last = std::ranges::find(m_possible, m_lastKind, &Possible::kind);
    m_choice->setCurrentIndex(last == m_possible.end() ? 0 : int(last - m_possible.begin()));
    m_name->clear();
    say({});
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(at.x(), 8, std::max(8, room.width() - 8)),
         std::clamp(at.y(), 8, std::max(8, room.height() - 8)));
    show();
    raise();
    m_name->setFocus();
}

void QuickCreate::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    adjustSize();
}

void QuickCreate::accept(bool stays)
{
    const int index = m_choice->currentIndex();
    if (index < 0 || index >= m_possible.size())
        return;
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return say(tr("Give it a name."));
    m_lastKind = m_possible[index].kind;
    Q_EMIT wanted(m_possible[index], name, stays);
    if (stays && m_problem->text().isEmpty())
        m_name->clear();
}

bool QuickCreate::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn || key->key() == Qt::Key_Escape) {
            keyPressEvent(static_cast<QKeyEvent *>(event));
            return true;
        }
        // Up and down choose what it is without leaving the name.
        if (watched == m_name && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            QCoreApplication::sendEvent(m_choice, event);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void QuickCreate::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        parentWidget()->setFocus();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        accept(event->modifiers() & Qt::ControlModifier);
    } else {
        QFrame::keyPressEvent(event);
    }
}

} // namespace gp::views
