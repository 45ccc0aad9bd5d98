//! News-like texts: whole, cut up, and damaged as texts on the web are.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Sentences with names, times, numbers, quotations and clauses of many kinds, in both languages.
pub const ALL: [&str; 44] = [
    "BAMAKO, 12 mars (AFP) - Des hommes armés ont attaqué dimanche un poste de gendarmerie près de Mopti, dans le centre du Mali.",
    "L'armée syrienne et ses alliés ont repris mardi la localité de Maaret al-Noomane aux rebelles, après trois semaines de combats.",
    "Au moins 17 civils, dont cinq enfants, ont été tués et une quarantaine d'autres blessés, selon l'Observatoire syrien des droits de l'homme.",
    "« Nous n'avons pas tiré sur le convoi », a affirmé le porte-parole, qui s'exprimait depuis Tripoli.",
    "Le ministre de la défense, cité par une agence officielle, a démenti que ses forces aient bombardé l'hôpital de Taëz.",
    "À 30 km au nord-est de Goma, des miliciens auraient incendié une école et pillé le marché.",
    "Plus de 2 500 familles ont fui vers Djibo entre le 3 et le 7 février, d'après les Nations unies.",
    "Le cessez-le-feu conclu l'an dernier à Genève, que les deux camps s'accusent d'avoir violé, doit expirer jeudi.",
    "Sa mosquée du XIVe siècle, déjà endommagée en 2012, a été détruite à l'explosif dans la nuit du 8 au 9 janvier.",
    "Les démineurs ont désamorcé 158 engins, dont deux bombes de 250 kg, dans le quartier d'Al-Qadissiya.",
    "Si la ville tombait, le gouvernement perdrait sa dernière route vers la côte, prévient un diplomate.",
    "Le président a promis d'envoyer des renforts ; l'opposition réclame toujours son départ.",
    "Une voiture piégée a explosé devant l'ambassade d'Iran à Beyrouth, faisant 23 morts et 146 blessés, dont l'attaché culturel.",
    "Trois soldats turcs enlevés il y a deux mois par le PKK ont été libérés près d'Erbil.",
    "Ni l'armée ni les rebelles ne contrôlent entièrement la raffinerie de Baïji, tombée puis reprise à plusieurs reprises.",
    "Washington et Moscou se sont entendus sur une trêve de 48 heures à compter de samedi minuit.",
    "Les habitants, eux, racontent avoir vu passer « des dizaines de pick-up » chargés d'hommes en noir.",
    "C'est la troisième attaque de drones contre l'aéroport d'Abha depuis le début du mois.",
    "Le groupe Etat islamique a revendiqué l'attentat-suicide, sans en apporter la preuve.",
    "Des avions, probablement russes, ont mené une vingtaine de raids sur Idleb, Saraqeb et Khan Cheikhoun.",
    "M. Traoré a été arrêté lundi à son domicile ; son avocat dénonce une détention arbitraire.",
    "Le pont reliant les deux rives, inauguré en 1927, n'est plus praticable.",
    "KHARKIV, Ukraine (Reuters) - Russian missiles hit a residential block in Kharkiv overnight, killing at least nine people, the mayor said.",
    "Government troops recaptured the border town of Kasindi from the M23 rebels on Thursday, two officers told reporters.",
    "The militants, who had held the monastery since August, withdrew without a fight, leaving mines behind.",
    "\"We will not leave until the blockade is lifted,\" the group's spokesman said in a statement posted on Telegram.",
    "Some 12,000 residents have fled the suburbs of Khartoum since April 15, according to the UN refugee agency.",
    "A roadside bomb blew up a police van 20 miles west of Quetta, wounding four officers and a 6-year-old girl.",
    "The army denied reports that its jets had struck the hospital in Kunduz.",
    "Witnesses said gunmen on motorbikes opened fire on worshippers outside the church in Jos shortly after 9 a.m.",
    "Aid workers fear that as many as 300,000 people could be cut off if the road to Mekelle is closed again.",
    "Ethiopia's prime minister and Tigrayan leaders signed a truce in Pretoria in November 2022, ending a two-year war.",
    "The drones reportedly came from the sea; no group has claimed responsibility for Tuesday's attack on the port of Odesa.",
    "The UN Security Council condemned the raid, calling on both sides to exercise restraint.",
    "In the 1990s the citadel was shelled twice; its north wall, rebuilt in 2004, was damaged again last week.",
    "Protesters blocked roads in Beirut, Tripoli and Sidon for a third day and burned tires outside the central bank.",
    "Iraq's Kurdish peshmerga had planned to attack Sinjar from the north before the snow came, General Aziz told AFP.",
    "Neither side would say how many of its men had been captured.",
    "Two Red Cross trucks carrying medicine reached Al Fashir on Wednesday, the first in five months.",
    "The rebels' advance on Goma has been halted, but they still hold Sake, Minova and much of Masisi.",
    "Israel said it had killed a senior Hezbollah commander in an air strike on Tyre, southern Lebanon.",
    "Officials put the death toll at 41, up from 28 on Monday; 107 others were hurt.",
    "The museum's curator said about 400 objects were missing, among them a Roman bust looted in 2015.",
    "Sanctions on the bank were lifted in part last month, a step that Tehran called \"too little, too late\".",
];

/// What stands where it should not, on pages and in files that have been through many hands.
const DIRT: [&str; 40] = [
    "", "", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{202f}", "\u{ad}", "\u{200b}", "\u{feff}", "\u{301}",
    "’", "'", "« ", " »", "“", "”", "\"", "(", ")", "—", "-", "- ", "…", ".", ",", ";", "Ã©", "â€™", "&nbsp;",
    "&#233;", "<br>", "é", "İ", "ß", "🙂", "0",
];

/// A few sentences, joined as they are in reports.
pub fn reports() -> impl Strategy<Value = String> {
    let joined = (select(&ALL[..]), select(&[" ", " ", "\n", "\n\n", "", "\n\nPublicité\n\n"][..]));
    prop::collection::vec(joined, 0..6)
        .prop_map(|parts| parts.into_iter().map(|(text, joint)| format!("{text}{joint}")).collect())
}

/// The same with dirt put in, letters taken out, and the end cut off.
pub fn damaged() -> impl Strategy<Value = String> {
    let blow = (any::<Index>(), 0usize..4, select(&DIRT[..]));
    (reports(), prop::collection::vec(blow, 0..25)).prop_map(|(text, blows)| {
        let mut points: Vec<char> = text.chars().collect();
        for (at, length, dirt) in blows {
            let at = at.index(points.len() + 1);
            let end = (at + length).min(points.len());
            points.splice(at..end, dirt.chars());
        }
        points.into_iter().collect()
    })
}

/// Words of several sentences in any order.
pub fn shuffled() -> impl Strategy<Value = String> {
    prop::collection::vec((select(&ALL[..]), any::<Index>()), 0..60).prop_map(|picks| {
        let word = |(text, at): (&str, Index)| {
            let words: Vec<&str> = text.split(' ').collect();
            words[at.index(words.len())].to_owned()
        };
        picks.into_iter().map(word).collect::<Vec<_>>().join(" ")
    })
}
