// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/dictionaries.h"

#include <Sonnet/Speller>

namespace gp::views {

namespace {

class SonnetDictionary : public Dictionary
{
public:
    explicit SonnetDictionary(const QString &code)
        : m_speller(code)
    {
    }

    [[nodiscard]] bool isValid() const { return m_speller.isValid(); }
    [[nodiscard]] bool isCorrect(const QString &word) const override { return m_speller.isCorrect(word); }
    [[nodiscard]] QStringList suggestions(const QString &word) const override
    {
        return m_speller.suggest(word);
    }

private:
    Sonnet::Speller m_speller;
};

class SonnetDictionaries : public Dictionaries
{
public:
    [[nodiscard]] QList<Entry> all() const override
    {
        QList<Entry> entries;
        const auto found = Sonnet::Speller().availableDictionaries();
        for (const auto &[name, code] : found.asKeyValueRange())
            entries.append({code, name});
        return entries;
    }

    [[nodiscard]] std::unique_ptr<Dictionary> open(const QString &code) const override
    {
        auto dictionary = std::make_unique<SonnetDictionary>(code);
        if (!dictionary->isValid())
            return nullptr;
        return dictionary;
    }
};

} // namespace

std::unique_ptr<Dictionaries> sonnetDictionaries()
{
    return std::make_unique<SonnetDictionaries>();
}

} // namespace gp::views
