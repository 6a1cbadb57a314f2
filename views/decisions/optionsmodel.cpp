// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/optionsmodel.h"

#include "core/decisions/scoring.h"
#include "views/inspector/editors.h"
#include "views/style/appearance.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace gp::views {

using metamodel::Property;
using metamodel::PropertyType;

namespace {

Property named(const QString &name, const QString &label, PropertyType type)
{
    Property property;
    property.name = name;
    property.label = label;
    property.type = type;
    return property;
}

/// The option's marks with one set anew; null takes it away. Lines that name no criterion stay.
QJsonArray withScore(const QJsonArray &lines, const QString &criterion, const QJsonValue &value)
{
    QJsonArray result;
    const QString line = criterion + u": "_s + QString::number(value.toDouble(), 'g', 6);
    bool isWritten = value.isNull() || value.isUndefined();
    for (const auto &one : lines) {
        const QString text = one.toString();
        const auto colon = text.lastIndexOf(u':');
        if (colon < 0 || text.first(colon).trimmed() != criterion) {
            result.append(one);
        } else if (!isWritten) {
            result.append(line);
            isWritten = true;
        }
    }
    if (!isWritten)
        result.append(line);
    return result;
}

} // namespace

void OptionsModel::setDecision(const Record &decision, const Model &model,
                               const metamodel::Metamodel &metamodel)
{
    beginResetModel();
    m_decision = decision;
    m_model = model;
    m_options = decision.properties.value("options"_L1).toArray();
    m_lines.clear();
    const auto *kind = metamodel.recordKind(u"decision"_s);
    const auto *table = kind ? kind->property(u"options"_s) : nullptr;
    for (const auto &column : table ? table->columns : QList<Property>()) {
        if (column.name == "scores"_L1 || column.name == "score"_L1)
            continue; // a row for each criterion
        m_lines.append({Line::Column, column.name, column});
    }
    const QJsonArray criteria = decision.properties.value("criteria"_L1).toArray();
    for (const auto &criterion : criteria) {
        const QString name = criterion[u"name"_s].toString();
        if (!name.isEmpty())
            m_lines.append({Line::Score, name, named(name, tr("Score: %1").arg(name), PropertyType::Number)});
    }
    if (const auto *score = table && criteria.isEmpty() ? table->column(u"score"_s) : nullptr)
        m_lines.append({Line::Column, score->name, *score});
    const QList<std::pair<QString, QString>> computed{{u"mean"_s, tr("Weighted score")},
                                                      {u"changes"_s, tr("Things changed")},
                                                      {u"findings"_s, tr("Open errors")},
                                                      {u"controls"_s, tr("Controls enforced")},
                                                      {u"cost"_s, tr("Cost a month")}};
    for (const auto &[name, label] : computed) {
        if (name != "mean"_L1 || !criteria.isEmpty())
            m_lines.append({Line::Computed, name, named(name, label, PropertyType::Text)});
    }
    if (m_numbers.size() != m_options.size())
        m_numbers.clear();
    endResetModel();
}

void OptionsModel::setNumbers(const QList<std::optional<decisions::OptionNumbers>> &numbers)
{
    m_numbers = numbers;
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

metamodel::Property OptionsModel::propertyAt(const QModelIndex &index) const
{
    return m_lines[index.row()].property;
}

int OptionsModel::rowOf(const QString &name) const
{
    const auto it = std::ranges::find(m_lines, name, &Line::name);
    return it == m_lines.end() ? -1 : int(it - m_lines.begin());
}

bool OptionsModel::isComputed(int row) const
{
    return m_lines[row].what == Line::Computed;
}

int OptionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int OptionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_options.size());
}

QString OptionsModel::numberText(const Line &line, int option) const
{
    if (line.name == "mean"_L1) {
        const auto scores = decisions::scoresOf(m_decision);
        const auto score = option < scores.size() ? scores[option].score : std::nullopt;
        return score ? QString::number(*score, 'g', 3) : u"–"_s;
    }
    const auto numbers = option < m_numbers.size() ? m_numbers[option] : std::nullopt;
    if (!numbers)
        return u"–"_s;
    if (line.name == "changes"_L1)
        return QString::number(numbers->changes);
    if (line.name == "findings"_L1)
        return decisions::signedNumber(numbers->findings);
    if (line.name == "controls"_L1)
        return decisions::signedNumber(numbers->controls);
    const auto *project = m_model.record(u"project"_s, u"project"_s);
    const QString currency = project ? project->properties.value("currency"_L1).toString() : QString();
    return (numbers->cost > 0 ? u"+"_s : QString()) + QLocale().toString(numbers->cost, 'f', 0) +
           (currency.isEmpty() ? QString() : QString(u' ' + currency));
}

QVariant OptionsModel::scoreOf(const QJsonObject &option, const QString &criterion) const
{
    Record one = m_decision;
    one.properties.insert(u"options"_s, QJsonArray{option});
    const auto scores = decisions::scoresOf(one);
    for (const auto &mark : scores.isEmpty() ? QList<decisions::Mark>() : scores.first().marks) {
        if (mark.criterion == criterion && mark.value)
            return *mark.value;
    }
    return {};
}

QVariant OptionsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Line &line = m_lines[index.row()];
    const QJsonObject option = m_options[index.column()].toObject();
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignTop);
    if (role == Qt::FontRole && line.name == "title"_L1)
        return diagram::font(12.5, QFont::DemiBold);
    if (role == Qt::FontRole && line.what != Line::Column)
        return diagram::tabularFont(12.5);
    if (role == Qt::ForegroundRole && line.what == Line::Computed && line.name == "findings"_L1 &&
        index.column() < m_numbers.size() && m_numbers[index.column()]) {
        const auto findings = m_numbers[index.column()]->findings;
        const auto &theme = currentTheme();
        return findings < 0 ? QVariant(theme.added) : findings > 0 ? QVariant(theme.removed) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    if (line.what == Line::Computed)
        return numberText(line, index.column());
    if (line.what == Line::Score)
        return scoreOf(option, line.name);
    const QJsonValue value = option.value(line.name);
    if (role == Qt::EditRole)
        return value.toVariant();
    if (value.isArray()) { // reasons below each other
        QStringList items;
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            items.append(u"• "_s + item.toString());
        return items.join(u'\n');
    }
    return shownText(line.property, value, m_model);
}

QVariant OptionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal) {
        const QString title = m_options[section].toObject().value("title"_L1).toString();
        const bool isChosen =
            !title.isEmpty() && title == m_decision.properties.value("chosen"_L1).toString();
        if (role == Qt::DisplayRole)
            return isChosen ? tr("%1 ✓ chosen").arg(section + 1) : QString::number(section + 1);
        return role == Qt::ToolTipRole ? QVariant(title) : QVariant();
    }
    if (role == Qt::DisplayRole)
        return m_lines[section].property.label;
    if (role == Qt::ToolTipRole && m_lines[section].what == Line::Computed)
        return tr("Worked out of the model, for options with an option plateau");
    return role == Qt::ToolTipRole ? QVariant(m_lines[section].property.help) : QVariant();
}

Qt::ItemFlags OptionsModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && !isComputed(index.row()) ? flags | Qt::ItemIsEditable : flags;
}

bool OptionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || isComputed(index.row()))
        return false;
    const Line line = m_lines[index.row()];
    const QJsonValue json = QJsonValue::fromVariant(value);
    if (const auto wrong = metamodel::checkValue(line.property, json, &m_model)) {
        Q_EMIT refused(line.property.label + u' ' + *wrong);
        return false;
    }
    const bool isUnset = json.isNull() || json.isUndefined();
    if (isUnset && line.name == "title"_L1) {
        Q_EMIT refused(tr("An option needs a title."));
        return false;
    }
    QJsonObject option = m_options[index.column()].toObject();
    if (line.what == Line::Score) {
        const QJsonArray lines = withScore(option.value("scores"_L1).toArray(), line.name, json);
        if (lines.isEmpty())
            option.remove(u"scores"_s);
        else
            option.insert(u"scores"_s, lines);
    } else if (isUnset) {
        option.remove(line.name);
    } else {
        option.insert(line.name, json);
    }
    if (option == m_options[index.column()].toObject())
        return true;
    m_options[index.column()] = option;
    Q_EMIT edited(line.property.label);
    return true;
}

} // namespace gp::views
