// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/importdialog.h"

#include "views/style/parts.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// Beside the folder, so that it is not read by the next import; where that cannot be written to, among the
/// documents.
QString pathFor(const QString &source)
{
    const QFileInfo file(QDir::cleanPath(source));
    QDir folder(file.absolutePath());
    if (!QFileInfo(folder.path()).isWritable())
        folder.setPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString name = file.isDir() ? file.fileName() : file.completeBaseName();
    QString path = folder.filePath(name + u".gplan"_s);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(u"%1-%2.gplan"_s.arg(name).arg(number));
    return QDir::toNativeSeparators(path);
}

} // namespace

ImportDialog::ImportDialog(const QStringList &sources, QWidget *parent)
    : Dialog(tr("New project from a folder"), tr("Import"), parent)
    , m_dropped(sources.size() > 1 ? sources : QStringList())
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text = textLabel(tr("Reads Kubernetes manifests, Backstage catalogues and what else it knows, with "
                              "everything below the folder. The files themselves are never changed."),
                           u"muted"_s, this);
    text->setMinimumWidth(480);
    content()->addWidget(text);
    m_source = addRow(tr("Folder"), tr("Choose the folder"), [this] {
        return QFileDialog::getExistingDirectory(this, tr("Import a folder of manifests or catalogues"),
                                                 m_source->text());
    });
    m_path = addRow(tr("Project file"), tr("Choose the file"), [this] {
        return QFileDialog::getSaveFileName(this, tr("New project"), m_path->text(),
                                            tr("Groundplan project (*.gplan)"), nullptr,
                                            QFileDialog::DontConfirmOverwrite);
    });
    connect(m_source, &QLineEdit::textChanged, this, &ImportDialog::propose);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_isOwnPath = true; });
    if (!m_dropped.isEmpty()) {
        m_source->setText(tr("%1 files and folders").arg(m_dropped.size()));
        m_source->setReadOnly(true);
        m_source->setToolTip(m_dropped.join(u'\n'));
    } else if (!sources.isEmpty()) {
        m_source->setText(QDir::toNativeSeparators(sources.first()));
    }
    (sources.isEmpty() ? m_source : m_path)->setFocus();
}

QLineEdit *ImportDialog::addRow(const QString &title, const QString &choose,
                                const std::function<QString()> &ask)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(title);
    auto *label = textLabel(title, u"muted"_s, this);
    label->setBuddy(field);
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setAccessibleName(choose);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, field, ask] {
        if (const QString path = ask(); !path.isEmpty()) {
            field->setText(QDir::toNativeSeparators(path));
            m_isOwnPath = m_isOwnPath || field == m_path;
        }
    });
    auto *row = new QHBoxLayout;
    row->addWidget(field, 1);
    row->addWidget(browse);
    content()->addWidget(label);
    content()->addLayout(row);
    return field;
}

void ImportDialog::propose()
{
    say({});
    const auto from = sources();
    if (!m_isOwnPath && !from.isEmpty())
        m_path->setText(QFileInfo::exists(from.first()) ? pathFor(from.first()) : QString());
}

QStringList ImportDialog::sources() const
{
    if (!m_dropped.isEmpty())
        return m_dropped;
    const QString source = QDir::fromNativeSeparators(m_source->text().trimmed());
    return source.isEmpty() ? QStringList() : QStringList(source);
}

QString ImportDialog::path() const
{
    QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (!path.endsWith(".gplan"_L1))
        path += u".gplan"_s;
    return path;
}

void ImportDialog::accept()
{
    if (sources().isEmpty())
        return say(tr("Choose the folder to import."));
    for (const auto &source : sources()) {
        if (!QFileInfo::exists(source))
            return say(tr("There is no %1.").arg(QDir::toNativeSeparators(source)));
    }
    if (m_path->text().trimmed().isEmpty())
        return say(tr("Give the project's file a name."));
    const QFileInfo file(path());
    if (file.exists() || file.isSymLink())
        return say(tr("There is a file of this name already. Choose another."));
    if (!QFileInfo(file.absolutePath()).isDir())
        return say(tr("The folder of the project's file does not exist. Choose another."));
    if (!QFileInfo(file.absolutePath()).isWritable())
        return say(tr("The folder of the project's file cannot be written to. Choose another."));
    Dialog::accept();
}

} // namespace gp::views
