// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/historydialogs.h"

#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr qint64 mebibyte = 1024LL * 1024;

/// "2026-11-01 Target", with a number where that is taken.
QString proposedName(const Session &session)
{
    const QString name =
        QDate::currentDate().toString(Qt::ISODate) + u' ' + session.plateauName(session.plateau());
    QStringList taken;
    for (const auto &snapshot : session.store().snapshots())
        taken.append(snapshot.name);
    QString free = name;
    for (int number = 2; taken.contains(free); ++number)
        free = u"%1 (%2)"_s.arg(name).arg(number);
    return free;
}

QPushButton *button(const QString &text, QWidget *parent)
{
    auto *result = new QPushButton(text, parent);
    result->setAccessibleName(text);
    result->setAutoDefault(false);
    return result;
}

QSpinBox *boundBox(int value, int step, const QString &name, const QString &unit, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(0, 1'000'000);
    box->setSingleStep(step);
    box->setSpecialValueText(HistorySettingsDialog::tr("no limit"));
    box->setSuffix(unit);
    box->setValue(value);
    box->setAccessibleName(name);
    box->setMinimumWidth(160);
    if (auto *field = box->findChild<QLineEdit *>())
        field->setTextMargins(5, 0, 0, 0);
    box->setToolTip(HistorySettingsDialog::tr("0: no limit"));
    return box;
}

} // namespace

KeepSnapshotDialog::KeepSnapshotDialog(Session &session, QWidget *parent)
    : Dialog(tr("Keep a snapshot"), tr("Keep snapshot"), parent)
    , m_session(session)
    , m_name(new QLineEdit(proposedName(session), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text =
        textLabel(tr("The present state of all plateaus is kept under this name, inside the project. "
                     "It can be restored or opened at any time."),
                  {}, this);
    text->setMinimumWidth(400);
    content()->addWidget(text);
    auto *label = textLabel(tr("Name"), u"muted"_s, this);
    label->setBuddy(m_name);
    m_name->setAccessibleName(tr("Name"));
    content()->addWidget(label);
    content()->addWidget(m_name);
    m_name->selectAll();
    m_name->setFocus();
}

QString KeepSnapshotDialog::name() const
{
    return m_name->text().trimmed();
}

void KeepSnapshotDialog::accept()
{
    if (name().isEmpty())
        return say(tr("Give it a name."));
    if (const auto kept = m_session.store().addSnapshot(name()); !kept)
        return say(kept.error().message);
    Dialog::accept();
}

SnapshotsDialog::SnapshotsDialog(Session &session, QWidget *parent)
    : Dialog(tr("Snapshots"), {}, parent)
    , m_session(session)
    , m_table(new QTableWidget(this))
    , m_empty(
          textLabel(tr("No snapshots yet. A snapshot keeps the present state under a name, for a board or "
                       "before something big."),
                    u"muted"_s, this))
    , m_restore(button(tr("Restore"), this))
    , m_copy(button(tr("Open as a copy…"), this))
    , m_delete(button(tr("Delete…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    makeRows(m_table, tr("Snapshots"), {tr("Name"), tr("Kept"), tr("Author"), tr("Size")});
    m_table->installEventFilter(this);
    m_restore->setToolTip(tr("Make the project what it was then; an edit that can be undone (Enter)"));
    m_copy->setToolTip(tr("Write the snapshot as a project of its own and go on in it"));
    m_delete->setToolTip(tr("Remove the snapshot from the project (Del)"));
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_restore);
    row->addWidget(m_copy);
    row->addWidget(m_delete);
    row->addStretch();
    content()->addWidget(m_empty);
    content()->addWidget(m_table, 1);
    content()->addLayout(row);
    resize(680, 400);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &SnapshotsDialog::showState);
    connect(m_restore, &QPushButton::clicked, this, &SnapshotsDialog::restore);
    connect(m_delete, &QPushButton::clicked, this, &SnapshotsDialog::askDelete);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        const QString name = selected();
        Dialog::accept();
        Q_EMIT copyWanted(name);
    });
    connect(&session, &Session::historyChanged, this, &SnapshotsDialog::fill);
    connect(&session, &Session::changed, this, &SnapshotsDialog::fill);
    fill();
    m_table->setFocus();
}

void SnapshotsDialog::fill()
{
    const QString before = selected();
    const auto snapshots = m_session.store().snapshots();
    m_table->setRowCount(int(snapshots.size()));
    int current = 0;
    for (int row = 0; row < snapshots.size(); ++row) {
        const auto &snapshot = snapshots[row];
        setRow(m_table, row,
               {snapshot.name, timeText(snapshot.time), snapshot.author, sizeText(snapshot.size)});
        if (snapshot.name == before)
            current = row;
    }
    m_empty->setVisible(snapshots.isEmpty());
    m_table->setVisible(!snapshots.isEmpty());
    if (!snapshots.isEmpty())
        m_table->selectRow(current);
    showState();
}

QString SnapshotsDialog::selected() const
{
    const auto *item = m_table->currentRow() < 0 ? nullptr : m_table->item(m_table->currentRow(), 0);
    return item ? item->text() : QString();
}

void SnapshotsDialog::showState()
{
    const bool hasOne = !selected().isEmpty();
    const bool canWrite = !m_session.store().isReadOnly();
    m_restore->setEnabled(hasOne && canWrite);
    m_copy->setEnabled(hasOne);
    m_delete->setEnabled(hasOne && canWrite);
}

void SnapshotsDialog::restore()
{
    const QString name = selected();
    if (const auto change = m_session.store().restoreSnapshot(name); !change)
        return say(change.error().message);
    Dialog::accept();
    Q_EMIT restored(name);
}

void SnapshotsDialog::askDelete()
{
    const QString name = selected();
    auto *dialog = new ConfirmDialog(
        tr("Delete the snapshot?"),
        tr("%1 goes for good; the project itself stays as it is. This cannot be undone.").arg(quoted(name)),
        tr("Delete snapshot"), this);
    connect(dialog, &QDialog::accepted, this, [this, name] {
        const auto removed = m_session.store().removeSnapshot(name);
        say(removed ? QString() : removed.error().message);
        fill();
    });
    dialog->open();
}

bool SnapshotsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        auto *pressed = key == Qt::Key_Return || key == Qt::Key_Enter ? m_restore
                        : key == Qt::Key_Delete                       ? m_delete
                                                                      : nullptr;
        if (pressed) {
            pressed->click();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

HistorySettingsDialog::HistorySettingsDialog(Session &session, QWidget *parent)
    : Dialog(tr("History settings"), tr("Save"), parent)
    , m_session(session)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text = textLabel(
        tr("What is beyond this is put together: the oldest edits become one entry. The present state stays, "
           "and so does the way back to the first one; only the steps between are lost."),
        {}, this);
    text->setMinimumWidth(480);
    content()->addWidget(text);
    content()->addSpacing(4);
    const auto bound = session.store().historyBound();
    m_edits = boundBox(bound.edits, 100, tr("Edits to keep"), tr(" edits"), this);
    m_mebibytes = boundBox(int((bound.bytes + mebibyte - 1) / mebibyte), 64, tr("History to keep in MiB"),
                           tr(" MiB"), this);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(gap);
    grid->setColumnStretch(1, 1);
    const auto add = [&](int row, const QString &title, QWidget *field) {
        auto *label = textLabel(title, u"muted"_s, this);
        label->setWordWrap(false);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, Qt::AlignLeft);
    };
    add(0, tr("Keep at most"), m_edits);
    add(1, tr("and at most"), m_mebibytes);
    content()->addLayout(grid);
    content()->addSpacing(4);
    const auto size = session.store().historySize();
    QString now = tr("Now: %1, %2.").arg(editsText(size.entries), sizeText(size.bytes));
    if (size.folded > 0)
        now += u' ' + tr("The first entry stands for %1.").arg(editsText(size.folded));
    m_compact = button(tr("Save and compact now"), this);
    m_compact->setToolTip(tr("By itself this happens in the background, after opening and now and then"));
    connect(m_compact, &QPushButton::clicked, this, [this] {
        if (!save())
            return;
        Dialog::accept();
        Q_EMIT compactWanted();
    });
    auto *row = new QHBoxLayout;
    row->addWidget(textLabel(now, u"muted"_s, this), 1);
    row->addWidget(m_compact);
    content()->addLayout(row);
    m_edits->setFocus();
}

bool HistorySettingsDialog::save()
{
    const auto before = m_session.store().historyBound();
    auto bound = before;
    bound.edits = m_edits->value();
    // A bound that is no whole number of MiB stays what it is unless it is changed here.
    if (m_mebibytes->value() != int((before.bytes + mebibyte - 1) / mebibyte))
        bound.bytes = m_mebibytes->value() * mebibyte;
    if (bound == before)
        return true;
    const auto stored = m_session.store().setHistoryBound(bound);
    say(stored ? QString() : stored.error().message);
    return stored.has_value();
}

void HistorySettingsDialog::accept()
{
    if (save())
        Dialog::accept();
}

} // namespace gp::views
