-- A database as zenobia 0.1.0 left it (layout 5), never changed: two reports of our own, five claims, an event, a review. It was made by
--   zenobia add reports.jsonl --db old.db; zenobia review accept CLAIM --db old.db --by Ana --why 'two say so'; sqlite3 old.db .dump
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE sources (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  host        TEXT,
  added       TEXT NOT NULL
);
INSERT INTO sources VALUES(1,'Example Wire','example.org','2026-11-29T16:58:39Z');
INSERT INTO sources VALUES(2,'Journal exemple',NULL,'2026-11-29T16:58:39Z');
CREATE TABLE documents (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  sha256      TEXT NOT NULL UNIQUE,
  text        TEXT NOT NULL,
  language    TEXT,
  title       TEXT,
  published   TEXT,
  source      INTEGER REFERENCES sources (id),
  url         TEXT,
  added       TEXT NOT NULL,
  -- Versions of one page share the number of the first of them.
  page        INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  current     INTEGER NOT NULL
);
INSERT INTO documents VALUES(1,'kept-1','463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e','HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.','en',NULL,'2018-06-14',1,'https://example.org/hodeidah','2026-11-29T16:58:39Z',1,1,1);
INSERT INTO documents VALUES(2,'kept-2','4e578fac4fb5880a972bd079a2262088f54eeb94ac04709b21d4600e1d9f11b2','Des obus ont touché mercredi le marché aux poissons de Hodeïda. Neuf personnes ont été tuées, selon des secouristes.','fr',NULL,'2018-06-15',2,NULL,'2026-11-29T16:58:39Z',2,1,1);
CREATE TABLE origins (
  document    INTEGER NOT NULL REFERENCES documents (id),
  location    TEXT NOT NULL,
  title       TEXT,
  published   TEXT,
  publisher   TEXT,
  url         TEXT,
  seen        TEXT NOT NULL,
  PRIMARY KEY (document, location)
);
INSERT INTO origins VALUES(1,'reports.jsonl:1',NULL,'2018-06-14','Example Wire','https://example.org/hodeidah','2026-11-29T16:58:39Z');
INSERT INTO origins VALUES(2,'reports.jsonl:2',NULL,'2018-06-15','Journal exemple',NULL,'2026-11-29T16:58:39Z');
CREATE TABLE records (
  document    INTEGER PRIMARY KEY REFERENCES documents (id),
  reader      TEXT NOT NULL,
  made        TEXT NOT NULL,
  record      TEXT NOT NULL
);
INSERT INTO records VALUES(1,'zenobia 0.1.0','2026-11-29T16:58:39Z','{"format":"zenobia.record/1","report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","published_from":"given","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e","length":150},"repairs":[],"sentences":[{"start":0,"end":150}],"actors":[{"id":"a1","key":"houthis","name":"Houthis","kind":"armed-group","country":"YE","codes":{},"mentions":[{"start":36,"end":42,"text":"Houthi"},{"start":43,"end":51,"text":"fighters"}],"why":{"rule":"knowledge/actors","parts":[{"name":"key","span":null,"note":"houthis"}]}},{"id":"a2","key":null,"name":"people","kind":"population","country":null,"codes":{},"mentions":[{"start":117,"end":123,"text":"people"}],"why":{"rule":"actor/description","parts":[{"name":"head","span":null,"note":"people"}]}},{"id":"a3","key":null,"name":"health ministry","kind":"state","country":null,"codes":{},"mentions":[{"start":129,"end":144,"text":"health ministry"}],"why":{"rule":"actor/description","parts":[{"name":"head","span":null,"note":"health ministry"}]}}],"sites":[{"id":"s1","key":null,"name":"fish market","kind":"market","latitude":null,"longitude":null,"mentions":[{"start":60,"end":71,"text":"fish market"}],"why":{"rule":"lexicon/site-kinds","parts":[{"name":"kind","span":null,"note":"market"}]}}],"places":[{"id":"p1","key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1},"relation":null,"others":["zenobia:ye-hodeidah-governorate"],"mentions":[{"start":0,"end":8,"text":"HODEIDAH"},{"start":75,"end":83,"text":"Hodeidah"}],"why":{"rule":"place","parts":[{"name":"name","span":{"start":0,"end":8},"note":"hodeidah"},{"name":"choice","span":null,"note":"Curated name; prior 3.5, country 1.1, near -0.0, unit 0.0, within 0.0, distance 0.0; 2 of that name"}]}}],"times":[{"id":"t1","kind":"date","value":"2018-06-14","first":"2018-06-14","last":"2018-06-14","anchor":"published","mention":{"start":10,"end":17,"text":"June 14"},"why":{"rule":"en/rules/time/1-date#month-day","parts":[{"name":"words","span":{"start":10,"end":17},"note":"2018-06-14"}]}},{"id":"t2","kind":"date","value":"2018-06-13","first":"2018-06-13","last":"2018-06-13","anchor":"published","mention":{"start":87,"end":96,"text":"Wednesday"},"why":{"rule":"en/rules/time/2-relative#weekday","parts":[{"name":"words","span":{"start":87,"end":96},"note":"2018-06-13"}]}}],"quantities":[{"id":"q1","least":7,"most":null,"approximate":false,"unit":"person","mention":{"start":106,"end":123,"text":"at least 7 people"},"why":{"rule":"en/rules/quantity/1-number#at-least","parts":[{"name":"number","span":{"start":106,"end":116},"note":""},{"name":"counted","span":{"start":117,"end":123},"note":"person"}]}}],"claims":[{"id":"c1","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"trigger":{"start":27,"end":32,"text":"fired"},"sentence":0,"roles":{"actor":["a1"],"recipient":[],"site":[],"place":["p1"],"time":["t2"],"means":[{"start":20,"end":26,"text":"Shells"}]},"tolls":[],"source":[{"kind":"actor","actor":"a3","cue":{"start":145,"end":149,"text":"said"},"quoted":false}],"factuality":"asserted","confidence":0.977,"why":{"rule":"en/frames/assault-aerial#launch-weapons","parts":[{"name":"actor","span":{"start":43,"end":51},"note":"obl:agent"}]}},{"id":"c2","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"trigger":{"start":52,"end":55,"text":"hit"},"sentence":0,"roles":{"actor":[],"recipient":[],"site":["s1"],"place":["p1"],"time":["t2"],"means":[{"start":20,"end":26,"text":"Shells"}]},"tolls":[],"source":[{"kind":"actor","actor":"a3","cue":{"start":145,"end":149,"text":"said"},"quoted":false}],"factuality":"asserted","confidence":0.976,"why":{"rule":"en/frames/assault-aerial#hit","parts":[{"name":"place","span":{"start":65,"end":71},"note":"obj"},{"name":"site","span":{"start":65,"end":71},"note":"obj"}]}},{"id":"c3","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"trigger":{"start":98,"end":105,"text":"killing"},"sentence":0,"roles":{"actor":[],"recipient":[],"site":[],"place":["p1"],"time":["t2"],"means":[{"start":20,"end":26,"text":"Shells"}]},"tolls":[{"quantity":"q1","effect":"killed","of":null,"cumulative":false}],"source":[{"kind":"actor","actor":"a3","cue":{"start":145,"end":149,"text":"said"},"quoted":false}],"factuality":"asserted","confidence":0.979,"why":{"rule":"en/frames/assault-kill#killed"}}],"notes":[]}');
INSERT INTO records VALUES(2,'zenobia 0.1.0','2026-11-29T16:58:39Z','{"format":"zenobia.record/1","report":{"id":"kept-2","language":"fr","title":null,"published":"2018-06-15","published_from":"given","publisher":"Journal exemple","url":null,"sha256":"4e578fac4fb5880a972bd079a2262088f54eeb94ac04709b21d4600e1d9f11b2","length":116},"repairs":[],"sentences":[{"start":0,"end":63},{"start":64,"end":116}],"actors":[{"id":"a1","key":null,"name":"personnes","kind":"population","country":null,"codes":{},"mentions":[{"start":69,"end":78,"text":"personnes"}],"why":{"rule":"actor/description","parts":[{"name":"head","span":null,"note":"personne"}]}},{"id":"a2","key":null,"name":"secouristes","kind":"organisation","country":null,"codes":{},"mentions":[{"start":104,"end":115,"text":"secouristes"}],"why":{"rule":"actor/description","parts":[{"name":"head","span":null,"note":"secouriste"}]}}],"sites":[{"id":"s1","key":null,"name":"marché","kind":"market","latitude":null,"longitude":null,"mentions":[{"start":32,"end":38,"text":"marché"}],"why":{"rule":"lexicon/site-kinds","parts":[{"name":"kind","span":null,"note":"market"}]}}],"places":[{"id":"p1","key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1},"relation":null,"others":[],"mentions":[{"start":55,"end":62,"text":"Hodeïda"}],"why":{"rule":"place","parts":[{"name":"name","span":{"start":55,"end":62},"note":"hodeida"},{"name":"choice","span":null,"note":"Curated name; prior 3.5, country -0.0, near -0.0, unit 0.0, within 0.0, distance 0.0; 1 of that name"}]}}],"times":[{"id":"t1","kind":"date","value":"2018-06-13","first":"2018-06-13","last":"2018-06-13","anchor":"published","mention":{"start":20,"end":28,"text":"mercredi"},"why":{"rule":"fr/rules/time/2-relatif#jour-de-la-semaine","parts":[{"name":"words","span":{"start":20,"end":28},"note":"2018-06-13"}]}}],"quantities":[{"id":"q1","least":9,"most":9,"approximate":false,"unit":"person","mention":{"start":64,"end":78,"text":"Neuf personnes"},"why":{"rule":"fr/rules/quantity/1-nombre#exact","parts":[{"name":"number","span":{"start":64,"end":68},"note":""},{"name":"counted","span":{"start":69,"end":78},"note":"person"}]}}],"claims":[{"id":"c1","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"trigger":{"start":13,"end":19,"text":"touché"},"sentence":0,"roles":{"actor":[],"recipient":[],"site":["s1"],"place":["p1"],"time":["t1"],"means":[{"start":4,"end":8,"text":"obus"}]},"tolls":[],"source":[{"kind":"narrator","actor":null,"cue":null,"quoted":false}],"factuality":"asserted","confidence":0.964,"why":{"rule":"fr/frames/assault-aerial#hit-by-a-weapon","parts":[{"name":"place","span":{"start":43,"end":51},"note":"obl:arg"},{"name":"site","span":{"start":32,"end":38},"note":"obj"}]}},{"id":"c2","event":"ASSAULT","mode":[],"context":[],"trigger":{"start":87,"end":92,"text":"tuées"},"sentence":1,"roles":{"actor":[],"recipient":[],"site":[],"place":[],"time":[],"means":[]},"tolls":[{"quantity":"q1","effect":"killed","of":null,"cumulative":false}],"source":[{"kind":"unnamed","actor":null,"cue":{"start":94,"end":99,"text":"selon"},"quoted":false}],"factuality":"asserted","confidence":0.876,"why":{"rule":"fr/frames/assault-kill#killed"}}],"notes":[]}');
CREATE TABLE findings (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  shelf       INTEGER NOT NULL,
  document    INTEGER REFERENCES documents (id),
  claim       TEXT,
  day         INTEGER NOT NULL,
  until       INTEGER NOT NULL,
  event       TEXT NOT NULL,
  modes       TEXT NOT NULL,
  contexts    TEXT NOT NULL,
  factuality  TEXT NOT NULL,
  grade       TEXT,
  review      TEXT NOT NULL,
  confidence  REAL,
  first_day   TEXT,
  last_day    TEXT,
  day_told    INTEGER,
  day_precision INTEGER,
  actors      TEXT NOT NULL,
  recipients  TEXT NOT NULL,
  sites       TEXT NOT NULL,
  place       TEXT,
  place_key   TEXT,
  country     TEXT,
  admin1      TEXT,
  latitude    REAL,
  longitude   REAL,
  radius_km   REAL,
  tolls       TEXT NOT NULL,
  said_by     TEXT NOT NULL
);
INSERT INTO findings VALUES(1,'c8b3f5ceeec86d069',0,1,'c1',20180613,20180613,'ASSAULT','heavy-weapons','','asserted',NULL,'accepted',0.97699999999999997957,'2018-06-13','2018-06-13',1,1,'Houthis','','','Hodeidah','geonames:79415','YE','Hodeidah Governorate',14.797800000000000508,42.954500000000003013,10.099999999999999644,'','health ministry');
INSERT INTO findings VALUES(2,'c232454cbc3bd3e56',0,1,'c2',20180613,20180613,'ASSAULT','heavy-weapons','','asserted',NULL,'unreviewed',0.97599999999999997868,'2018-06-13','2018-06-13',1,1,'','','fish market','Hodeidah','geonames:79415','YE','Hodeidah Governorate',14.797800000000000508,42.954500000000003013,10.099999999999999644,'','health ministry');
INSERT INTO findings VALUES(3,'c832edead12831d7f',0,1,'c3',20180613,20180613,'ASSAULT','heavy-weapons','','asserted',NULL,'unreviewed',0.97899999999999998134,'2018-06-13','2018-06-13',1,1,'','','','Hodeidah','geonames:79415','YE','Hodeidah Governorate',14.797800000000000508,42.954500000000003013,10.099999999999999644,'7+ killed','health ministry');
INSERT INTO findings VALUES(4,'cf3e7d56cb8054db5',0,2,'c1',20180613,20180613,'ASSAULT','heavy-weapons','','asserted',NULL,'unreviewed',0.96399999999999996802,'2018-06-13','2018-06-13',1,1,'','','marché','Hodeidah','geonames:79415','YE','Hodeidah Governorate',14.797800000000000508,42.954500000000003013,10.099999999999999644,'','');
INSERT INTO findings VALUES(5,'c5eddc9dd635e7cef',0,2,'c2',20180615,20180615,'ASSAULT','','','asserted',NULL,'unreviewed',0.87600000000000000088,'2018-06-15','2018-06-15',0,5,'','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'9 killed','');
INSERT INTO findings VALUES(6,'e78a924f86ca6f01b',1,NULL,NULL,20180613,20180613,'ASSAULT','heavy-weapons','','asserted','fair','unreviewed',NULL,'2018-06-13','2018-06-13',1,1,'Houthis','','fish market; marché','Hodeidah','geonames:79415','YE','Hodeidah Governorate',14.797800000000000508,42.954500000000003013,10.099999999999999644,'9 killed','health ministry');
CREATE TABLE finding_rows (
  finding     INTEGER PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  row         TEXT NOT NULL,
  corrected   TEXT
);
INSERT INTO finding_rows VALUES(1,'{"id":"c8b3f5ceeec86d069","of":"claim","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"factuality":"asserted","confidence":0.977,"grade":null,"extent":null,"part_of":null,"clarity":null,"review":"unreviewed","time":{"first":"2018-06-13","last":"2018-06-13","told":true,"precision":1},"actors":[{"key":"houthis","name":"Houthis","kind":"armed-group","country":"YE","codes":{}}],"recipients":[],"sites":[],"places":[{"key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1}}],"means":["Shells"],"tolls":[],"quotes":[{"report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e"},"claim":"c1","row":"c8b3f5ceeec86d069","words":"fired","span":{"start":27,"end":32},"sentence":{"start":0,"end":150},"text":"HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.","factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}]}],"origins":[]}',NULL);
INSERT INTO finding_rows VALUES(2,'{"id":"c232454cbc3bd3e56","of":"claim","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"factuality":"asserted","confidence":0.976,"grade":null,"extent":null,"part_of":null,"clarity":null,"review":"unreviewed","time":{"first":"2018-06-13","last":"2018-06-13","told":true,"precision":1},"actors":[],"recipients":[],"sites":[{"key":null,"name":"fish market","kind":"market","latitude":null,"longitude":null}],"places":[{"key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1}}],"means":["Shells"],"tolls":[],"quotes":[{"report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e"},"claim":"c2","row":"c232454cbc3bd3e56","words":"hit","span":{"start":52,"end":55},"sentence":{"start":0,"end":150},"text":"HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.","factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}]}],"origins":[]}',NULL);
INSERT INTO finding_rows VALUES(3,'{"id":"c832edead12831d7f","of":"claim","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"factuality":"asserted","confidence":0.979,"grade":null,"extent":null,"part_of":null,"clarity":null,"review":"unreviewed","time":{"first":"2018-06-13","last":"2018-06-13","told":true,"precision":1},"actors":[],"recipients":[],"sites":[],"places":[{"key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1}}],"means":["Shells"],"tolls":[{"effect":"killed","unit":"person","side":null,"of":null,"low":7,"best":7,"high":null,"approximate":false,"cumulative":false}],"quotes":[{"report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e"},"claim":"c3","row":"c832edead12831d7f","words":"killing","span":{"start":98,"end":105},"sentence":{"start":0,"end":150},"text":"HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.","factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}]}],"origins":[]}',NULL);
INSERT INTO finding_rows VALUES(4,'{"id":"cf3e7d56cb8054db5","of":"claim","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"factuality":"asserted","confidence":0.964,"grade":null,"extent":null,"part_of":null,"clarity":null,"review":"unreviewed","time":{"first":"2018-06-13","last":"2018-06-13","told":true,"precision":1},"actors":[],"recipients":[],"sites":[{"key":null,"name":"marché","kind":"market","latitude":null,"longitude":null}],"places":[{"key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1}}],"means":["obus"],"tolls":[],"quotes":[{"report":{"id":"kept-2","language":"fr","title":null,"published":"2018-06-15","publisher":"Journal exemple","url":null,"sha256":"4e578fac4fb5880a972bd079a2262088f54eeb94ac04709b21d4600e1d9f11b2"},"claim":"c1","row":"cf3e7d56cb8054db5","words":"touché","span":{"start":13,"end":19},"sentence":{"start":0,"end":63},"text":"Des obus ont touché mercredi le marché aux poissons de Hodeïda.","factuality":"asserted","chain":[]}],"origins":[]}',NULL);
INSERT INTO finding_rows VALUES(5,'{"id":"c5eddc9dd635e7cef","of":"claim","event":"ASSAULT","mode":[],"context":[],"factuality":"asserted","confidence":0.876,"grade":null,"extent":null,"part_of":null,"clarity":null,"review":"unreviewed","time":{"first":"2018-06-15","last":"2018-06-15","told":false,"precision":5},"actors":[],"recipients":[],"sites":[],"places":[],"means":[],"tolls":[{"effect":"killed","unit":"person","side":null,"of":null,"low":9,"best":9,"high":9,"approximate":false,"cumulative":false}],"quotes":[{"report":{"id":"kept-2","language":"fr","title":null,"published":"2018-06-15","publisher":"Journal exemple","url":null,"sha256":"4e578fac4fb5880a972bd079a2262088f54eeb94ac04709b21d4600e1d9f11b2"},"claim":"c2","row":"c5eddc9dd635e7cef","words":"tuées","span":{"start":87,"end":92},"sentence":{"start":64,"end":116},"text":"Neuf personnes ont été tuées, selon des secouristes.","factuality":"asserted","chain":[{"kind":"unnamed"}]}],"origins":[]}',NULL);
INSERT INTO finding_rows VALUES(6,'{"id":"e78a924f86ca6f01b","of":"event","event":"ASSAULT","mode":["heavy-weapons"],"context":[],"factuality":"asserted","confidence":null,"grade":"fair","extent":"event","part_of":null,"clarity":1,"review":"unreviewed","time":{"first":"2018-06-13","last":"2018-06-13","told":true,"precision":1},"actors":[{"key":"houthis","name":"Houthis","kind":"armed-group","country":"YE","codes":{}}],"recipients":[],"sites":[{"key":null,"name":"fish market","kind":"market","latitude":null,"longitude":null},{"key":null,"name":"marché","kind":"market","latitude":null,"longitude":null}],"places":[{"key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","precision":{"acled":1,"ucdp":1}}],"means":["Shells","obus"],"tolls":[{"effect":"killed","unit":"person","side":"unknown","of":null,"low":9,"best":9,"high":9,"approximate":false,"cumulative":false}],"quotes":[{"report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e"},"claim":"c1","row":"c8b3f5ceeec86d069","words":"fired","span":{"start":27,"end":32},"sentence":{"start":0,"end":150},"text":"HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.","factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}]},{"report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e"},"claim":"c2","row":"c232454cbc3bd3e56","words":"hit","span":{"start":52,"end":55},"sentence":{"start":0,"end":150},"text":"HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.","factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}]},{"report":{"id":"kept-1","language":"en","title":null,"published":"2018-06-14","publisher":"Example Wire","url":"https://example.org/hodeidah","sha256":"463c6e5a290aeb0dc1efbdafbca5c2c85c57be7a8b24ff79320c151f0813c09e"},"claim":"c3","row":"c832edead12831d7f","words":"killing","span":{"start":98,"end":105},"sentence":{"start":0,"end":150},"text":"HODEIDAH, June 14 - Shells fired by Houthi fighters hit the fish market of Hodeidah on Wednesday, killing at least 7 people, the health ministry said.","factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}]},{"report":{"id":"kept-2","language":"fr","title":null,"published":"2018-06-15","publisher":"Journal exemple","url":null,"sha256":"4e578fac4fb5880a972bd079a2262088f54eeb94ac04709b21d4600e1d9f11b2"},"claim":"c1","row":"cf3e7d56cb8054db5","words":"touché","span":{"start":13,"end":19},"sentence":{"start":0,"end":63},"text":"Des obus ont touché mercredi le marché aux poissons de Hodeïda.","factuality":"asserted","chain":[]},{"report":{"id":"kept-2","language":"fr","title":null,"published":"2018-06-15","publisher":"Journal exemple","url":null,"sha256":"4e578fac4fb5880a972bd079a2262088f54eeb94ac04709b21d4600e1d9f11b2"},"claim":"c2","row":"c5eddc9dd635e7cef","words":"tuées","span":{"start":87,"end":92},"sentence":{"start":64,"end":116},"text":"Neuf personnes ont été tuées, selon des secouristes.","factuality":"asserted","chain":[{"kind":"unnamed"}]}],"origins":["health ministry","journal exemple","journal exemple/unnamed-1"]}',NULL);
CREATE TABLE terms (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,
  key         TEXT NOT NULL,
  name        TEXT NOT NULL,
  folded      TEXT NOT NULL, shown TEXT NOT NULL DEFAULT '',
  UNIQUE (kind, key, name)
);
INSERT INTO terms VALUES(1,'actor','houthis','Houthis','houthis','houthis');
INSERT INTO terms VALUES(2,'admin1','YE/Hodeidah Governorate','Hodeidah Governorate','hodeidah governorate','YE/Hodeidah Governorate');
INSERT INTO terms VALUES(3,'country','YE','YE','ye','YE');
INSERT INTO terms VALUES(4,'language','en','en','en','en');
INSERT INTO terms VALUES(5,'language','fr','fr','fr','fr');
INSERT INTO terms VALUES(6,'mode','heavy-weapons','heavy-weapons','heavy weapons','heavy-weapons');
INSERT INTO terms VALUES(7,'place','geonames:79415','Hodeidah','hodeidah','geonames:79415');
INSERT INTO terms VALUES(8,'report','kept-1','kept-1','kept 1','kept-1');
INSERT INTO terms VALUES(9,'report','kept-2','kept-2','kept 2','kept-2');
INSERT INTO terms VALUES(10,'site','fish market','fish market','fish market','fish market');
INSERT INTO terms VALUES(11,'site','marche','marché','marche','marche');
INSERT INTO terms VALUES(12,'source','example wire','Example Wire','example wire','example wire');
INSERT INTO terms VALUES(13,'source','health ministry','health ministry','health ministry','health ministry');
INSERT INTO terms VALUES(14,'source','journal exemple','Journal exemple','journal exemple','journal exemple');
CREATE TABLE finding_terms (
  term        INTEGER NOT NULL REFERENCES terms (id),
  shelf       INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  finding     INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  PRIMARY KEY (term, shelf, day, finding)
) WITHOUT ROWID;
INSERT INTO finding_terms VALUES(1,0,20180613,1);
INSERT INTO finding_terms VALUES(2,0,20180613,1);
INSERT INTO finding_terms VALUES(3,0,20180613,1);
INSERT INTO finding_terms VALUES(4,0,20180613,1);
INSERT INTO finding_terms VALUES(6,0,20180613,1);
INSERT INTO finding_terms VALUES(7,0,20180613,1);
INSERT INTO finding_terms VALUES(8,0,20180613,1);
INSERT INTO finding_terms VALUES(12,0,20180613,1);
INSERT INTO finding_terms VALUES(13,0,20180613,1);
INSERT INTO finding_terms VALUES(2,0,20180613,2);
INSERT INTO finding_terms VALUES(3,0,20180613,2);
INSERT INTO finding_terms VALUES(4,0,20180613,2);
INSERT INTO finding_terms VALUES(6,0,20180613,2);
INSERT INTO finding_terms VALUES(7,0,20180613,2);
INSERT INTO finding_terms VALUES(8,0,20180613,2);
INSERT INTO finding_terms VALUES(10,0,20180613,2);
INSERT INTO finding_terms VALUES(12,0,20180613,2);
INSERT INTO finding_terms VALUES(13,0,20180613,2);
INSERT INTO finding_terms VALUES(2,0,20180613,3);
INSERT INTO finding_terms VALUES(3,0,20180613,3);
INSERT INTO finding_terms VALUES(4,0,20180613,3);
INSERT INTO finding_terms VALUES(6,0,20180613,3);
INSERT INTO finding_terms VALUES(7,0,20180613,3);
INSERT INTO finding_terms VALUES(8,0,20180613,3);
INSERT INTO finding_terms VALUES(12,0,20180613,3);
INSERT INTO finding_terms VALUES(13,0,20180613,3);
INSERT INTO finding_terms VALUES(2,0,20180613,4);
INSERT INTO finding_terms VALUES(3,0,20180613,4);
INSERT INTO finding_terms VALUES(5,0,20180613,4);
INSERT INTO finding_terms VALUES(6,0,20180613,4);
INSERT INTO finding_terms VALUES(7,0,20180613,4);
INSERT INTO finding_terms VALUES(9,0,20180613,4);
INSERT INTO finding_terms VALUES(11,0,20180613,4);
INSERT INTO finding_terms VALUES(14,0,20180613,4);
INSERT INTO finding_terms VALUES(5,0,20180615,5);
INSERT INTO finding_terms VALUES(9,0,20180615,5);
INSERT INTO finding_terms VALUES(14,0,20180615,5);
INSERT INTO finding_terms VALUES(1,1,20180613,6);
INSERT INTO finding_terms VALUES(2,1,20180613,6);
INSERT INTO finding_terms VALUES(3,1,20180613,6);
INSERT INTO finding_terms VALUES(4,1,20180613,6);
INSERT INTO finding_terms VALUES(5,1,20180613,6);
INSERT INTO finding_terms VALUES(6,1,20180613,6);
INSERT INTO finding_terms VALUES(7,1,20180613,6);
INSERT INTO finding_terms VALUES(8,1,20180613,6);
INSERT INTO finding_terms VALUES(9,1,20180613,6);
INSERT INTO finding_terms VALUES(10,1,20180613,6);
INSERT INTO finding_terms VALUES(11,1,20180613,6);
INSERT INTO finding_terms VALUES(12,1,20180613,6);
INSERT INTO finding_terms VALUES(13,1,20180613,6);
INSERT INTO finding_terms VALUES(14,1,20180613,6);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','finding_boxes','finding_boxes',0,'CREATE VIRTUAL TABLE finding_boxes USING rtree (id, west, east, south, north, +shelf INTEGER, +day INTEGER)');
CREATE TABLE IF NOT EXISTS "finding_boxes_rowid"(rowid INTEGER PRIMARY KEY,nodeno,a0,a1);
INSERT INTO finding_boxes_rowid VALUES(1,1,0,20180613);
INSERT INTO finding_boxes_rowid VALUES(2,1,0,20180613);
INSERT INTO finding_boxes_rowid VALUES(3,1,0,20180613);
INSERT INTO finding_boxes_rowid VALUES(4,1,0,20180613);
INSERT INTO finding_boxes_rowid VALUES(6,1,1,20180613);
CREATE TABLE IF NOT EXISTS "finding_boxes_node"(nodeno INTEGER PRIMARY KEY,data);
INSERT INTO finding_boxes_node VALUES(1,X'000000050000000000000001422bd168422bd169416cc3c9416cc3ca0000000000000002422bd168422bd169416cc3c9416cc3ca0000000000000003422bd168422bd169416cc3c9416cc3ca0000000000000004422bd168422bd169416cc3c9416cc3ca0000000000000006422bd168422bd169416cc3c9416cc3ca000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE IF NOT EXISTS "finding_boxes_parent"(nodeno INTEGER PRIMARY KEY,parentnode);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','finding_texts','finding_texts',0,'CREATE VIRTUAL TABLE finding_texts USING fts5 (words, stems, tokenize = ''unicode61'')');
CREATE TABLE IF NOT EXISTS 'finding_texts_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO finding_texts_data VALUES(1,X'06812b812b');
INSERT INTO finding_texts_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO finding_texts_data VALUES(137438953473,X'000003b30330313401080401010401080401010401080401010401013701081501011501081501011501081501011501026174010813010113010813010113010813010113020275780408090101090102627901080701010701080701010701080701010701026465040a0b0101020b01060101080301730402020102080103657465050805010105010766696768746572010601010901060101090106010109080173010209010209010209030272650106010106010601010601060101060501640102060102060102060302736801080c01010c010c0c1201010c1201080c01010c01066865616c74680108180101180108180101180108180101180202697401080a01010a01080a01010a01080a01010a02056f64656964040601010c07016104020c0801680110020f100101020f100110020f110101020f110110020f0f0101020f0f01080f01010f03047574686901080801010801080801010801080801010807017301081c01011c01046a756e6501080301010301080301010301080301010301046b696c6c0106010112010601011201060101120503696e6701021201021201021201026c65040807010107030361737401081401011401081401011401081401011401056d617263680406010108060165040a080801010e04036b657401080d01010d010c0d1201010d1201080d01010d020665726372656404060101060801690402060207696e697374726901060101190106010119010601011908017901021901021901021901046e65756605080201010201046f627573040c03100101031002016601080e01010e01080e01010e01080e01010e02016e010810010110010810010110010810010110030174040804010104010804010104010570656f706c010601011601060101160106010116060165010216010216010216030472736f6e050601010307036e657305020302066f6973736f6e040601010a08017304020a01047361696401081a01011a01081a01011a01081a01011a020565636f757205060101090705697374657305020903036c6f6e050807010107020468656c6c01080101051c01080101051d01080101051b0601730104051c0104051d0104051b0103746865010c0b0e01010b0e010c0b0e01010b0e010c0b0e01010b0e02046f75636804060101050601650402050201750506010106030365657305020601097765646e65736461790108110101110108110101110108110101110103ee8080010c1b0501011b05010c1b0601011b06010c1b0401011b04010c0d0501010d05010c0a0301010a03041615160a1610090b180c130c181a160c0627180918150e0a170c0a190d06180c0c0e15150f160c0b080d06180c0a0b180f1d0b0608081d');
INSERT INTO finding_texts_data VALUES(274877906945,X'0000024b0330313406080401010401013706081501011501026174060813010113020275780608230101230102627906080701010701026465060c2501011c0b0b03017306041c14010365746506082b01012b010766696768746572060601010908017306020903027265060601010605016406020603027368060c0c2801010c2801066865616c74680608180101180202697406080a01010a02056f6465696406060101260701610602260801680610020f280101020f2803047574686906080801010807017306083101013101046a756e6506080301010301046b696c6c06060101120503696e6706021201026c65060821010121030361737406081401011401056d617263680606010122060165060a221401013404036b6574060c0d2801010d28020665726372656406060101200801690602200207696e6973747269060601011908017906021901046e65756606082801012801046f627573060c1d1d01011d1d02016606080e01010e02016e060810010110030174060c1e0e01011e0e010570656f706c0606010116060165060216030472736f6e060601012907036e657306022902066f6973736f6e060601012408017306022401047361696406081a01011a020565636f7572060601012f0705697374657306022f03036c6f6e06082d01012d020468656c6c060801010534060173060405340103746865060c0b0e01010b0e02046f756368060601011f06016506021f020175060601012c030365657306022c01097765646e65736461790608110101110103ee808006141b0e0b0801011b0e0b08040a090a0a0a0c070b0e0609060c0e0a0c060d0c090c0b080a0b0c0a0d0d060e060c0e09090b0c060b080d060c0c0a0b0c070d0b06080811');
CREATE TABLE IF NOT EXISTS 'finding_texts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO finding_texts_idx VALUES(1,X'',2);
INSERT INTO finding_texts_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'finding_texts_content'(id INTEGER PRIMARY KEY, c0, c1);
INSERT INTO finding_texts_content VALUES(1,'hodeidah june 14 shells fired by houthi fighters hit the fish market of hodeidah on wednesday killing at least 7 people the health ministry said  houthis hodeidah  shells','hodeidah june 14 shell fire by houthi fighter hit the fish market of hodeidah on wednesday kill at least 7 peopl the health ministri said  houthis hodeidah  shell');
INSERT INTO finding_texts_content VALUES(2,'hodeidah june 14 shells fired by houthi fighters hit the fish market of hodeidah on wednesday killing at least 7 people the health ministry said  fish market hodeidah  shells','hodeidah june 14 shell fire by houthi fighter hit the fish market of hodeidah on wednesday kill at least 7 peopl the health ministri said  fish market hodeidah  shell');
INSERT INTO finding_texts_content VALUES(3,'hodeidah june 14 shells fired by houthi fighters hit the fish market of hodeidah on wednesday killing at least 7 people the health ministry said  hodeidah  shells','hodeidah june 14 shell fire by houthi fighter hit the fish market of hodeidah on wednesday kill at least 7 peopl the health ministri said  hodeidah  shell');
INSERT INTO finding_texts_content VALUES(4,'des obus ont touche mercredi le marche aux poissons de hodeida  marche hodeidah  obus','de obus ont touch mercred le march aux poisson de hodeid  marche hodeidah  obus');
INSERT INTO finding_texts_content VALUES(5,'neuf personnes ont ete tuees selon des secouristes    ','neuf person ont ete tu selon de secour    ');
INSERT INTO finding_texts_content VALUES(6,'hodeidah june 14 shells fired by houthi fighters hit the fish market of hodeidah on wednesday killing at least 7 people the health ministry said  des obus ont touche mercredi le marche aux poissons de hodeida  neuf personnes ont ete tuees selon des secouristes  houthis fish market marche hodeidah  shells obus','hodeidah june 14 shell fire by houthi fighter hit the fish market of hodeidah on wednesday kill at least 7 peopl the health ministri said  de obus ont touch mercred le march aux poisson de hodeid  neuf person ont ete tu selon de secour  houthis fish market marche hodeidah  shell obus');
CREATE TABLE IF NOT EXISTS 'finding_texts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO finding_texts_docsize VALUES(1,X'1e1e');
INSERT INTO finding_texts_docsize VALUES(2,X'1f1f');
INSERT INTO finding_texts_docsize VALUES(3,X'1d1d');
INSERT INTO finding_texts_docsize VALUES(4,X'1010');
INSERT INTO finding_texts_docsize VALUES(5,X'0a0a');
INSERT INTO finding_texts_docsize VALUES(6,X'3737');
CREATE TABLE IF NOT EXISTS 'finding_texts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO finding_texts_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','document_texts','document_texts',0,'CREATE VIRTUAL TABLE document_texts USING fts5 (words, stems, content = '''', tokenize = ''unicode61'')');
CREATE TABLE IF NOT EXISTS 'document_texts_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO document_texts_data VALUES(1,X'022c2c');
INSERT INTO document_texts_data VALUES(10,X'000000000101010001010101');
INSERT INTO document_texts_data VALUES(137438953473,X'000002230330313401080401010401013701081501011501026174010813010113020275780208090101090102627901080701010701026465020c0b0101020b0a03017302040213010365746502081001011001076669676874657201060101090801730102090302726501060101060501640102060302736801080c01010c01066865616c74680108180101180202697401080a01010a02056f64656964020601010c07016102020c080168010c020f0101020f03047574686901080801010801046a756e6501080301010301046b696c6c01060101120503696e6701021201026c65020807010107030361737401081401011401056d61726368020601010806016502020804036b657401080d01010d020665726372656402060101060801690202060207696e6973747269010601011908017901021901046e65756602080d01010d01046f62757302080301010302016601080e01010e02016e010810010110030174020c040d0101040d010570656f706c0106010116060165010216030472736f6e020601010e07036e657302020e02066f6973736f6e020601010a08017302020a01047361696401081a01011a020565636f757202060101140705697374657302021403036c6f6e020812010112020468656c6c01060101050601730102050103746865010c0b0e01010b0e02046f75636802060101050601650202050201750206010111030365657302021101097765646e6573646179010811010111040a090a0a0a0c070b0e0609060a0e0a0c060b0c0c0b080a0b0c060b0d060e060c0c09090b0c060b080d060c0c0a0b0b060d0b060808');
CREATE TABLE IF NOT EXISTS 'document_texts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO document_texts_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'document_texts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO document_texts_docsize VALUES(1,X'1919');
INSERT INTO document_texts_docsize VALUES(2,X'1313');
CREATE TABLE IF NOT EXISTS 'document_texts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO document_texts_config VALUES('version',4);
CREATE TABLE event_claims (
  event       TEXT NOT NULL,
  claim       TEXT NOT NULL,
  PRIMARY KEY (event, claim)
) WITHOUT ROWID;
INSERT INTO event_claims VALUES('e78a924f86ca6f01b','c232454cbc3bd3e56');
INSERT INTO event_claims VALUES('e78a924f86ca6f01b','c5eddc9dd635e7cef');
INSERT INTO event_claims VALUES('e78a924f86ca6f01b','c832edead12831d7f');
INSERT INTO event_claims VALUES('e78a924f86ca6f01b','c8b3f5ceeec86d069');
INSERT INTO event_claims VALUES('e78a924f86ca6f01b','cf3e7d56cb8054db5');
CREATE TABLE event_marks (
  event       TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL
);
INSERT INTO event_marks VALUES('e78a924f86ca6f01b','0557e054dc08f66d7e3ec596a3517c218ee3ffdc3f7e0d746de781f5344b398f');
CREATE TABLE successors (
  former      TEXT PRIMARY KEY,
  event       TEXT NOT NULL,
  changed     TEXT NOT NULL
);
CREATE TABLE situation_parts (
  part        TEXT NOT NULL,
  number      INTEGER NOT NULL,
  content     TEXT NOT NULL,
  PRIMARY KEY (part, number)
) WITHOUT ROWID;
INSERT INTO situation_parts VALUES('reports',0,'{"report":"kept-1","language":"en","published":"2018-06-14","publisher":"Example Wire"}');
INSERT INTO situation_parts VALUES('reports',1,'{"report":"kept-2","language":"fr","published":"2018-06-15","publisher":"Journal exemple"}');
CREATE TABLE users (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  added       TEXT NOT NULL
, role TEXT, password TEXT);
INSERT INTO users VALUES(1,'Ana','2026-11-29T16:58:50Z',NULL,NULL);
CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY,
  made        TEXT NOT NULL,
  person      TEXT NOT NULL REFERENCES users (name),
  action      TEXT NOT NULL,
  target      TEXT NOT NULL,
  detail      TEXT NOT NULL,
  why         TEXT NOT NULL,
  undoes      INTEGER REFERENCES reviews (id),
  before      TEXT NOT NULL,
  hash        TEXT NOT NULL UNIQUE
);
INSERT INTO reviews VALUES(1,'2026-11-29T16:58:50Z','Ana','accept','c8b3f5ceeec86d069','{}','two say so',NULL,'','bbcb425b65ad51ed9e3b4731a810b946d85c3d6a75ed3611fd3fee1dd6e7777a');
CREATE TABLE saved_views (
  name        TEXT PRIMARY KEY,
  query       TEXT NOT NULL,
  saved       TEXT NOT NULL
);
CREATE TABLE intake (
  id          INTEGER PRIMARY KEY,
  location    TEXT NOT NULL UNIQUE,
  reason      TEXT NOT NULL,
  options     TEXT NOT NULL,
  first_seen  TEXT NOT NULL,
  last_seen   TEXT NOT NULL,
  attempts    INTEGER NOT NULL,
  state       TEXT NOT NULL
);
CREATE TABLE facts (
  name        TEXT PRIMARY KEY,
  value       TEXT NOT NULL
);
INSERT INTO facts VALUES('numbered','6');
INSERT INTO facts VALUES('changed','1');
INSERT INTO facts VALUES('derived','1');
CREATE TABLE fetches (
  url         TEXT PRIMARY KEY,
  etag        TEXT,
  modified    TEXT,
  fetched     TEXT NOT NULL,
  status      INTEGER NOT NULL
);
CREATE TABLE event_wholes (
  event       TEXT PRIMARY KEY,
  content     TEXT NOT NULL
);
INSERT INTO event_wholes VALUES('e78a924f86ca6f01b','{"id":"e78a924f86ca6f01b","event":"ASSAULT","modes":["heavy-weapons"],"contexts":[],"extent":"event","time":{"first":"2018-06-13","last":"2018-06-13","told":true,"precision":1},"places":[{"key":"geonames:79415","name":"Hodeidah","kind":"city","latitude":14.7978,"longitude":42.9545,"radius_km":10.1,"country":"YE","admin1":"Hodeidah Governorate","claims":4}],"sites":[{"key":null,"name":"fish market","kind":"market"},{"key":null,"name":"marché","kind":"market"}],"actors":[{"key":"houthis","name":"Houthis","kind":"armed-group","claims":1}],"recipients":[],"tolls":[{"effect":"killed","unit":"person","side":"unknown","best":9,"low":9,"high":9,"rule":"only","counts":[{"report":"kept-1","claim":"c3","words":"at least 7 people","least":7,"most":null,"approximate":false,"cumulative":false,"partial":false,"as_of":"2018-06-14","origin":"health ministry","said_by":"other","revised":true},{"report":"kept-2","claim":"c2","words":"Neuf personnes","least":9,"most":9,"approximate":false,"cumulative":false,"partial":false,"as_of":"2018-06-15","origin":"journal exemple/unnamed-1","said_by":"other","revised":false}]}],"claims":[{"report":"kept-1","claim":"c1","words":"fired","start":27,"end":32,"factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}],"origin":"health ministry","published":"2018-06-14"},{"report":"kept-1","claim":"c2","words":"hit","start":52,"end":55,"factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}],"origin":"health ministry","published":"2018-06-14"},{"report":"kept-1","claim":"c3","words":"killing","start":98,"end":105,"factuality":"asserted","chain":[{"kind":"actor","name":"health ministry"}],"origin":"health ministry","published":"2018-06-14"},{"report":"kept-2","claim":"c1","words":"touché","start":13,"end":19,"factuality":"asserted","origin":"journal exemple","published":"2018-06-15"},{"report":"kept-2","claim":"c2","words":"tuées","start":87,"end":92,"factuality":"asserted","chain":[{"kind":"unnamed"}],"origin":"journal exemple/unnamed-1","published":"2018-06-15"}],"origins":["health ministry","journal exemple","journal exemple/unnamed-1"],"grade":"fair","graded_by":{"rule":"two-origins","with":["health ministry","journal exemple","journal exemple/unnamed-1"]},"clarity":1}');
CREATE TABLE tokens (
  id          INTEGER PRIMARY KEY,
  person      TEXT NOT NULL REFERENCES users (name),
  label       TEXT NOT NULL,
  digest      TEXT NOT NULL UNIQUE,
  made        TEXT NOT NULL
);
CREATE TABLE same_entities (
  kind   TEXT NOT NULL,
  key    TEXT NOT NULL,
  shown  TEXT NOT NULL,
  name   TEXT NOT NULL,
  review INTEGER NOT NULL REFERENCES reviews (id),
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE INDEX documents_url ON documents (url, version);
CREATE INDEX documents_page ON documents (page, version);
CREATE INDEX documents_published ON documents (published);
CREATE INDEX findings_day ON findings (shelf, day, id, until);
CREATE INDEX findings_event ON findings (shelf, event, day, id, until);
CREATE INDEX findings_review ON findings (shelf, review, day, id, until);
CREATE INDEX findings_document ON findings (document, claim) WHERE document IS NOT NULL;
CREATE INDEX terms_folded ON terms (kind, folded);
CREATE INDEX finding_terms_finding ON finding_terms (finding);
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE INDEX reviews_target ON reviews (target, id);
CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE (ABORT, 'reviews are never changed'); END;
CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews BEGIN SELECT RAISE (ABORT, 'reviews are never deleted'); END;
CREATE INDEX intake_state ON intake (state, id);
CREATE VIEW claims AS
  SELECT f.id, f.key, f.event, f.modes, f.contexts, f.factuality, f.review, f.confidence, f.first_day, f.last_day, f.day_told,
         f.day_precision, f.actors, f.recipients, f.sites, f.place, f.place_key, f.country, f.admin1, f.latitude, f.longitude,
         f.radius_km, f.tolls, f.said_by, json_extract (coalesce (r.corrected, r.row), '$.quotes[0].text') AS quotation,
         d.name AS report, d.title, d.published, s.name AS publisher, d.url, d.language
  FROM findings f JOIN finding_rows r ON r.finding = f.id JOIN documents d ON d.id = f.document LEFT JOIN sources s ON s.id = d.source
  WHERE f.shelf = 0;
CREATE VIEW events AS
  SELECT f.id, f.key, f.event, f.modes, f.contexts, f.grade, f.review, f.first_day, f.last_day, f.day_told, f.day_precision, f.actors,
         f.recipients, f.sites, f.place, f.place_key, f.country, f.admin1, f.latitude, f.longitude, f.radius_km, f.tolls, f.said_by,
         json_array_length (r.row, '$.quotes') AS claims, json_array_length (r.row, '$.origins') AS origins
  FROM findings f JOIN finding_rows r ON r.finding = f.id
  WHERE f.shelf = 1;
CREATE INDEX findings_facets ON findings (shelf, event, review, grade, factuality, country, first_day, day, until, latitude, longitude, radius_km) WHERE shelf = 1;
CREATE INDEX findings_sure ON findings (shelf, coalesce (confidence, -1), id);
CREATE INDEX findings_grade ON findings (grade, day, id) WHERE grade IS NOT NULL;
CREATE INDEX terms_shown ON terms (kind, shown);
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id = 0x5a6e6261;
PRAGMA user_version = 5;
