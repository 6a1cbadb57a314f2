// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/rescuedialogs.h"

#include "views/session/words.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString countsText(const store::Recovered &recovered)
{
    QStringList parts;
    const auto add = [&parts](qsizetype count, const QString &one, const QString &many) {
        if (count > 0)
            parts.append(u"%1 %2"_s.arg(count).arg(count == 1 ? one : many));
    };
    add(recovered.plateaus, RecoveredDialog::tr("plateau"), RecoveredDialog::tr("plateaus"));
    add(recovered.elements, RecoveredDialog::tr("element"), RecoveredDialog::tr("elements"));
    add(recovered.relations, RecoveredDialog::tr("relation"), RecoveredDialog::tr("relations"));
    add(recovered.records, RecoveredDialog::tr("decision or other record"),
        RecoveredDialog::tr("decisions and other records"));
    add(recovered.views, RecoveredDialog::tr("view"), RecoveredDialog::tr("views"));
    add(recovered.snapshots, RecoveredDialog::tr("snapshot"), RecoveredDialog::tr("snapshots"));
    return parts.join(u", "_s);
}

QString historyText(const store::Recovered &recovered)
{
    return recovered.historyEntries > 0
               ? RecoveredDialog::tr("The history came along: %1.").arg(editsText(recovered.historyEntries))
               : RecoveredDialog::tr("The history was not sound and begins anew.");
}

} // namespace

BackupsDialog::BackupsDialog(const QString &project, const QList<store::Backup> &backups, QWidget *parent)
    : Dialog(tr("Backups"), {}, parent)
    , m_backups(backups)
    , m_table(new QTableWidget(int(backups.size()), 3, this))
    , m_readOnly(new QPushButton(tr("Open read-only"), this))
    , m_copy(new QPushButton(tr("Open as a copy…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    content()->addWidget(
        textLabel(tr("These copies lie beside %1. Opening one changes neither it nor the project.")
                      .arg(QFileInfo(project).fileName()),
                  {}, this));
    makeRows(m_table, tr("Backups"), {tr("File"), tr("What it is"), tr("Written")});
    for (int row = 0; row < backups.size(); ++row) {
        const auto &backup = backups[row];
        setRow(m_table, row, {QFileInfo(backup.path).fileName(), backup.what, timeText(backup.time)});
    }
    m_table->selectRow(0);
    content()->addWidget(m_table, 1);
    auto *row = new QHBoxLayout;
    for (auto *button : {m_readOnly, m_copy}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        button->setEnabled(!backups.isEmpty());
        row->addWidget(button);
    }
    row->addStretch();
    content()->addLayout(row);
    resize(680, 320);
    connect(m_readOnly, &QPushButton::clicked, this, [this] {
        const QString path = selected();
        Dialog::accept();
        Q_EMIT readOnlyWanted(path);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        const QString path = selected();
        Dialog::accept();
        Q_EMIT copyWanted(path);
    });
    m_table->setFocus();
}

QString BackupsDialog::selected() const
{
    return m_backups.value(std::max(0, m_table->currentRow())).path;
}

RecoveredDialog::RecoveredDialog(const QString &damaged, const QString &target,
                                 const store::Recovered &recovered, QWidget *parent)
    : Dialog(tr("Recovered"), tr("Open the project"), parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    closeButton()->setText(tr("Close"));
    closeButton()->setAccessibleName(tr("Close"));
    const auto add = [this](const QString &text, const QString &look) {
        auto *label = textLabel(text, look, this);
        label->setMinimumWidth(520);
        content()->addWidget(label);
    };
    add(tr("What could be read of %1 is in %2 now: %3.")
            .arg(QFileInfo(damaged).fileName(), QFileInfo(target).fileName(), countsText(recovered)),
        {});
    add(historyText(recovered), {});
    add(tr("%1 stays as it was.").arg(QFileInfo(damaged).fileName()), u"muted"_s);
    if (recovered.lost.isEmpty()) {
        add(tr("Nothing was lost."), {});
        return;
    }
    content()->addSpacing(8);
    content()->addWidget(heading(tr("Lost · %1").arg(recovered.lost.size()), 12.5, this));
    QStringList lines;
    for (const auto &sentence : recovered.lost)
        lines.append(sentences({sentence}));
    auto *lost = new QPlainTextEdit(lines.join(u'\n'), this);
    lost->setObjectName(u"lost"_s);
    lost->setReadOnly(true);
    lost->setTabChangesFocus(true);
    lost->setAccessibleName(tr("What is lost"));
    setLook(lost, u"field"_s);
    content()->addWidget(lost, 1);
    resize(620, 380);
}

} // namespace gp::views
