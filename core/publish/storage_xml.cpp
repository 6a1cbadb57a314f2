// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/storage_xml.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

/// Of the characters from U+00A0 to U+00FF, in their order.
constexpr QLatin1StringView latin1(
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 "
    "sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute "
    "Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH "
    "Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig "
    "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc "
    "iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
    "thorn yuml");

QHash<QString, QString> knownEntities()
{
    QHash<QString, QString> known{{u"ensp"_s, u" "_s},
                                  {u"emsp"_s, u" "_s},
                                  {u"thinsp"_s, u" "_s},
                                  {u"ndash"_s, u"–"_s},
                                  {u"mdash"_s, u"—"_s},
                                  {u"lsquo"_s, u"‘"_s},
                                  {u"rsquo"_s, u"’"_s},
                                  {u"sbquo"_s, u"‚"_s},
                                  {u"ldquo"_s, u"“"_s},
                                  {u"rdquo"_s, u"”"_s},
                                  {u"bdquo"_s, u"„"_s},
                                  {u"lsaquo"_s, u"‹"_s},
                                  {u"rsaquo"_s, u"›"_s},
                                  {u"dagger"_s, u"†"_s},
                                  {u"Dagger"_s, u"‡"_s},
                                  {u"bull"_s, u"•"_s},
                                  {u"hellip"_s, u"…"_s},
                                  {u"permil"_s, u"‰"_s},
                                  {u"prime"_s, u"′"_s},
                                  {u"Prime"_s, u"″"_s},
                                  {u"euro"_s, u"€"_s},
                                  {u"trade"_s, u"™"_s},
                                  {u"larr"_s, u"←"_s},
                                  {u"uarr"_s, u"↑"_s},
                                  {u"rarr"_s, u"→"_s},
                                  {u"darr"_s, u"↓"_s},
                                  {u"harr"_s, u"↔"_s},
                                  {u"rArr"_s, u"⇒"_s},
                                  {u"lArr"_s, u"⇐"_s},
                                  {u"hArr"_s, u"⇔"_s},
                                  {u"minus"_s, u"−"_s},
                                  {u"infin"_s, u"∞"_s},
                                  {u"asymp"_s, u"≈"_s},
                                  {u"ne"_s, u"≠"_s},
                                  {u"equiv"_s, u"≡"_s},
                                  {u"le"_s, u"≤"_s},
                                  {u"ge"_s, u"≥"_s},
                                  {u"check"_s, u"✓"_s},
                                  {u"cross"_s, u"✗"_s},
                                  {u"sum"_s, u"∑"_s},
                                  {u"radic"_s, u"√"_s},
                                  {u"part"_s, u"∂"_s},
                                  {u"isin"_s, u"∈"_s},
                                  {u"sub"_s, u"⊂"_s},
                                  {u"cap"_s, u"∩"_s},
                                  {u"cup"_s, u"∪"_s},
                                  {u"and"_s, u"∧"_s},
                                  {u"or"_s, u"∨"_s},
                                  {u"OElig"_s, u"Œ"_s},
                                  {u"oelig"_s, u"œ"_s},
                                  {u"Scaron"_s, u"Š"_s},
                                  {u"scaron"_s, u"š"_s},
                                  {u"Yuml"_s, u"Ÿ"_s},
                                  {u"fnof"_s, u"ƒ"_s},
                                  {u"circ"_s, u"ˆ"_s},
                                  {u"tilde"_s, u"˜"_s},
                                  {u"alpha"_s, u"α"_s},
                                  {u"beta"_s, u"β"_s},
                                  {u"gamma"_s, u"γ"_s},
                                  {u"delta"_s, u"δ"_s},
                                  {u"lambda"_s, u"λ"_s},
                                  {u"mu"_s, u"μ"_s},
                                  {u"pi"_s, u"π"_s},
                                  {u"sigma"_s, u"σ"_s},
                                  {u"omega"_s, u"ω"_s},
                                  {u"Delta"_s, u"Δ"_s},
                                  {u"Sigma"_s, u"Σ"_s},
                                  {u"Omega"_s, u"Ω"_s},
                                  {u"loz"_s, u"◊"_s},
                                  {u"spades"_s, u"♠"_s},
                                  {u"hearts"_s, u"♥"_s},
                                  {u"forall"_s, u"∀"_s},
                                  {u"zwnj"_s, QString(QChar(0x200c))},
                                  {u"zwj"_s, QString(QChar(0x200d))}};
    char16_t code = 0xa0;
    for (const QString &name : QString(latin1).split(u' '))
        known.insert(name, QString(QChar(code++)));
    return known;
}

} // namespace

QString storageEntity(const QString &name)
{
    static const QHash<QString, QString> known = knownEntities();
    // What is returned is read again: an ampersand as such would never end.
    return known.value(name, QString(u"&amp;"_s + name + u';'));
}

StorageXml::StorageXml(const QString &storage)
    : m_xml(u"<page xmlns:ac=\"ac\" xmlns:ri=\"ri\" xmlns:at=\"at\">%1</page>"_s.arg(storage))
{
    m_xml.setEntityResolver(&m_entities);
}

} // namespace gp::publish
