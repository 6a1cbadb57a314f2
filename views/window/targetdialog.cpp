// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/targetdialog.h"

#include "views/style/parts.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

TargetDialog::TargetDialog(const QString &title, const QString &text, const QString &action,
                           const QString &proposed, QWidget *parent)
    : Dialog(title, action, parent)
    , m_path(new QLineEdit(QDir::toNativeSeparators(proposed), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    content()->addWidget(textLabel(text, {}, this));
    auto *label = textLabel(tr("File"), u"muted"_s, this);
    label->setBuddy(m_path);
    m_path->setAccessibleName(tr("File"));
    m_path->setMinimumWidth(440);
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setAccessibleName(tr("Choose the file"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, title] {
        const QString path =
            QFileDialog::getSaveFileName(this, title, m_path->text(), tr("Groundplan project (*.gplan)"),
                                         nullptr, QFileDialog::DontConfirmOverwrite);
        if (!path.isEmpty())
            m_path->setText(QDir::toNativeSeparators(path));
    });
    content()->addWidget(label);
    auto *row = new QHBoxLayout;
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    content()->addLayout(row);
    m_path->setFocus();
    // The name is what one wants to change, not the folder.
    const auto slash = m_path->text().lastIndexOf(QDir::separator());
    const auto end = m_path->text().endsWith(".gplan"_L1) ? m_path->text().size() - 6 : m_path->text().size();
    m_path->setSelection(int(slash) + 1, int(end - slash) - 1);
}

QString TargetDialog::path() const
{
    QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (!path.endsWith(".gplan"_L1))
        path += u".gplan"_s;
    return path;
}

void TargetDialog::accept()
{
    if (m_path->text().trimmed().isEmpty())
        return say(tr("Give the file a name."));
    const QFileInfo file(path());
    if (file.exists() || file.isSymLink())
        return say(tr("There is a file of this name already. Choose another."));
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return say(tr("This folder does not exist. Choose another."));
    if (!folder.isWritable())
        return say(tr("This folder cannot be written to. Choose another."));
    Dialog::accept();
}

QString freeNameBeside(const QString &path, const QString &ending)
{
    const QFileInfo file(path);
    const QDir folder(file.absolutePath());
    const QString name = file.completeBaseName() + u'-' + ending;
    QString free = folder.filePath(name + u".gplan"_s);
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = folder.filePath(u"%1-%2.gplan"_s.arg(name).arg(number));
    return free;
}

} // namespace gp::views
