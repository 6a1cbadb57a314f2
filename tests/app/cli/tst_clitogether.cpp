// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "runcli.h"
#include "tests/support/randomedits.h"

#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using gp::test::run;

namespace {

constexpr int patience = 30 * 60 * 1000; ///< ms; never waited for but where something hangs

struct Acknowledged
{
    int line = 0;
    qint64 id = 0;
    QString label;
};

/// A groundplan-cli of its own that runs a script from its standard input.
class Writer
{
public:
    Writer(const QString &project, const QString &folder, const QString &name)
        : m_project(project)
        , m_path(folder + u'/' + name)
    {
    }

    void start(const QStringList &script, const QStringList &options = {})
    {
        QFile file(m_path + u".in"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script.join(u'\n').toUtf8() + '\n');
        file.close();
        // Files, so that none of them ever waits for this test to read or write.
        m_process.setStandardInputFile(m_path + u".in"_s);
        m_process.setStandardOutputFile(m_path + u".out"_s);
        m_process.setStandardErrorFile(m_path + u".err"_s);
        m_process.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"),
                        QStringList{u"edit"_s, m_project, u"--script"_s, u"-"_s} + options);
    }

    /// Waits for the end and returns the exit status; -1 for a crash.
    int finish()
    {
        return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit
                   ? m_process.exitCode()
                   : -1;
    }

    [[nodiscard]] QList<Acknowledged> acknowledged() const
    {
        QList<Acknowledged> found;
        for (const QString &line : lines(u".out"_s))
            found.append({line.section(u' ', 0, 0).toInt(), line.section(u' ', 1, 1).toLongLong(),
                          line.section(u' ', 2)});
        return found;
    }
    /// What failed; notes about the file and summaries are none.
    [[nodiscard]] QStringList errors() const
    {
        return lines(u".err"_s).filter(QRegularExpression(u"^groundplan-cli: "_s));
    }

private:
    [[nodiscard]] QStringList lines(const QString &stream) const
    {
        QFile file(m_path + stream);
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }

    QString m_project;
    QString m_path;
    QProcess m_process;
};

/// Edits of things that begin with a prefix and of no others: an element every fourth line, and what is said
/// of it.
QStringList edits(const QString &prefix, int count)
{
    QStringList script;
    for (int i = 0; i < count; ++i) {
        const QString key = u"%1-%2"_s.arg(prefix).arg(i / 4);
        switch (i % 4) {
        case 0:
            script.append(u"add service %1 name='Service %2'"_s.arg(key).arg(i));
            break;
        case 1:
            script.append(u"set %1 tier=%2"_s.arg(key).arg(i / 4 % 4 + 1));
            break;
        case 2:
            script.append(u"relate %1 ownedBy basket"_s.arg(key));
            break;
        default:
            script.append(u"set %1 description='line %2'"_s.arg(key).arg(i));
            break;
        }
    }
    return script;
}

/// What is missing of those edits; empty where everything is there.
QString missing(const Model &model, const QString &prefix, int count)
{
    const PlateauModel current(model, model.rootPlateau());
    const Element *team = model.element(u"basket"_s);
    for (int i = 0; i < count; ++i) {
        const QString key = u"%1-%2"_s.arg(prefix).arg(i / 4);
        const Element *element = model.element(key);
        const ElementState *state = element ? current.element(element->id) : nullptr;
        if (!state)
            return key;
        const bool isThere[] = {
            state->name().startsWith("Service "_L1),
            state->properties.value(u"tier"_s).toInt() == i / 4 % 4 + 1,
            team && model.relation(u"ownedBy"_s, element->id, team->id),
            state->properties.value(u"description"_s).toString() == u"line %1"_s.arg(i),
        };
        if (!isThere[i % 4])
            return u"line %1 of %2"_s.arg(i + 1).arg(prefix);
    }
    return {};
}

} // namespace

/// Several programs on one project file at the same time.
class tst_CliTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void twoWriters();
    void oneUndoesMeanwhile();

private:
    void checkAcknowledged(const Writer &writer, const store::Store &project, qsizetype count) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    qsizetype m_before = 0; ///< history entries of the set-up
};

void tst_CliTogether::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"shop.gplan"_s);
    QCOMPARE(run({u"new"_s, m_file}).status, 0);
    QCOMPARE(run({u"edit"_s, m_file, u"--script"_s, u"-"_s}, "add team basket\nadd service cart\n").status,
             0);
    m_before = store::Store::open(m_file).value()->history().size();
}

void tst_CliTogether::checkAcknowledged(const Writer &writer, const store::Store &project,
                                        qsizetype count) const
{
    QHash<qint64, QString> labels;
    for (const store::HistoryEntry &entry : project.history())
        labels.insert(entry.id, entry.label);
    const QList<Acknowledged> acknowledged = writer.acknowledged();
    QCOMPARE(acknowledged.size(), count);
    for (const Acknowledged &edit : acknowledged)
        QCOMPARE(edit.label, labels.value(edit.id));
}

void tst_CliTogether::twoWriters()
{
    const int count = test::editCount(2000);
    Writer one(m_file, m_folder->path(), u"one"_s);
    Writer two(m_file, m_folder->path(), u"two"_s);
    one.start(edits(u"one"_s, count));
    two.start(edits(u"two"_s, count));
    const int ends[] = {one.finish(), two.finish()};
    QCOMPARE((one.errors() + two.errors()).join(u'\n'), QString());
    QCOMPARE(ends[0], 0);
    QCOMPARE(ends[1], 0);

    const auto project = store::Store::open(m_file).value();
    QCOMPARE(project->history().size(), m_before + 2 * count);
    QCOMPARE(missing(project->model(), u"one"_s, count), QString());
    QCOMPARE(missing(project->model(), u"two"_s, count), QString());
    checkAcknowledged(one, *project, count);
    checkAcknowledged(two, *project, count);
    QSet<qint64> ids;
    for (const Acknowledged &edit : one.acknowledged() + two.acknowledged())
        ids.insert(edit.id);
    QCOMPARE(ids.size(), 2 * count); // none claims the edit of the other
    project->close();
    QCOMPARE(run({u"verify"_s, m_file}).out, "sound\n"_ba);
    QCOMPARE(QDir(m_folder->path()).entryList({u"shop*"_s}), QStringList{u"shop.gplan"_s});
}

/// Undo is about the project and not about who edited it, so it can take back an edit of somebody else. What
/// it must not do is to take back another one than it was going to: then it is refused, and says so.
void tst_CliTogether::oneUndoesMeanwhile()
{
    const int count = test::editCount(2000) / 5;
    QStringList scripts[3];
    for (int i = 0; i < count; ++i) {
        // Edits that are possible whatever is undone.
        scripts[0].append(u"add service one-%1"_s.arg(i));
        scripts[1].append(u"add service two-%1"_s.arg(i));
        if (i % 4 == 0)
            scripts[2].append({u"add service three-%1"_s.arg(i), u"add service four-%1"_s.arg(i), u"undo"_s});
    }
    Writer one(m_file, m_folder->path(), u"one"_s);
    Writer two(m_file, m_folder->path(), u"two"_s);
    Writer three(m_file, m_folder->path(), u"three"_s);
    one.start(scripts[0]);
    two.start(scripts[1]);
    three.start(scripts[2], {u"--keep-going"_s});
    QCOMPARE(one.finish(), 0);
    QCOMPARE(two.finish(), 0);
    const int status = three.finish();

    const QStringList refused = three.errors();
    QCOMPARE(status, refused.isEmpty() ? 0 : 3);
    for (const QString &error : refused)
        QVERIFY2(error.contains(u"Another program has just changed"_s), qPrintable(error));
    const auto project = store::Store::open(m_file).value();
    const qsizetype adds = 2 * (scripts[2].size() / 3);
    QCOMPARE(project->history().size(), m_before + 2 * count + adds);
    checkAcknowledged(one, *project, count);
    checkAcknowledged(two, *project, count);
    QCOMPARE(three.acknowledged().size(), scripts[2].size() - refused.size());
    QVERIFY(project->verify().isEmpty());
}

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    tst_CliTogether test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_clitogether.moc"
