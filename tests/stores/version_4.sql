BEGIN TRANSACTION;
CREATE TABLE correction (
	document_id VARCHAR(16) NOT NULL, 
	published VARCHAR(10) NOT NULL, 
	PRIMARY KEY (document_id)
);
INSERT INTO "correction" VALUES('287407ee8cf9992c','2026-01-05');
CREATE TABLE document (
	id VARCHAR(16) NOT NULL, 
	title TEXT NOT NULL, 
	publisher TEXT, 
	url TEXT, 
	domain TEXT, 
	published VARCHAR(10), 
	published_basis VARCHAR(8), 
	published_reason TEXT, 
	language VARCHAR(3) NOT NULL, 
	kind TEXT, 
	name TEXT, 
	warnings TEXT NOT NULL, 
	text TEXT NOT NULL, 
	outlets TEXT, 
	author TEXT, 
	found TEXT, original VARCHAR(64), 
	PRIMARY KEY (id)
);
INSERT INTO "document" VALUES('4068478e3846fe3b','A fire','The Lark','https://www.example.org/x','example.org','2026-02-23','stated',NULL,'en',NULL,'0.txt','[]','Fire in Larkfield.','[]',NULL,'[]',NULL);
INSERT INTO "document" VALUES('287407ee8cf9992c','A second text of Larkfield, señor.',NULL,NULL,NULL,NULL,NULL,NULL,'en',NULL,'1.txt','[]','A second text of Larkfield, señor.','[]',NULL,'[]',NULL);
CREATE TABLE extraction (
	document_id VARCHAR(16) NOT NULL, 
	extractor VARCHAR(64) NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (document_id), 
	FOREIGN KEY(document_id) REFERENCES document (id)
);
INSERT INTO "extraction" VALUES('4068478e3846fe3b','v1','{"document": {"id": "4068478e3846fe3b", "title": "A fire", "publisher": "The Lark", "url": "https://www.example.org/x", "domain": "example.org", "published": "2026-02-23", "published_basis": "stated", "published_reason": null, "language": "en", "kind": null, "name": "0.txt", "warnings": [], "outlets": [], "author": null, "found": []}, "places": [{"start": 8, "end": 17, "text": "Larkfield", "role": "event", "place": {"id": "42", "name": "Larkfield", "lat": 10.5, "lon": -20.25, "level": "city", "country": "XA", "admin1": "North", "admin1_code": "XA.01", "admin2": null, "population": 900}, "where_prec": 1, "score": 0.9, "reason": "the only one", "candidates": [{"place": {"id": "42", "name": "Larkfield", "lat": 10.5, "lon": -20.25, "level": "city", "country": "XA", "admin1": "North", "admin1_code": "XA.01", "admin2": null, "population": 900}, "score": 0.9}], "radius_km": null}], "events": [], "casualties": [], "quotes": [], "people": [], "jurisdictions": [], "warnings": [], "figures": [], "set_aside": null}');
INSERT INTO "extraction" VALUES('287407ee8cf9992c','v1','{"document": {"id": "287407ee8cf9992c", "title": "A second text of Larkfield, señor.", "publisher": null, "url": null, "domain": null, "published": "2026-01-05", "published_basis": "user", "published_reason": null, "language": "en", "kind": null, "name": "1.txt", "warnings": [], "outlets": [], "author": null, "found": []}, "places": [], "events": [], "casualties": [], "quotes": [], "people": [], "jurisdictions": [], "warnings": [], "figures": [], "set_aside": null}');
CREATE TABLE grade (
	document_id VARCHAR(16) NOT NULL, 
	reliability VARCHAR(1) NOT NULL, 
	credibility VARCHAR(1) NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (document_id)
);
CREATE TABLE log (
	id INTEGER NOT NULL, 
	at VARCHAR(20) NOT NULL, 
	who TEXT NOT NULL, 
	what VARCHAR(16) NOT NULL, 
	document_id VARCHAR(16) NOT NULL, 
	title TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE meta (
	"key" VARCHAR(32) NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema_version',4);
INSERT INTO "meta" VALUES('changes',5);
CREATE TABLE tombstone (
	document_id VARCHAR(16) NOT NULL, held TEXT, 
	PRIMARY KEY (document_id)
);
INSERT INTO "tombstone" VALUES('6a00f8f30671c987',NULL);
COMMIT;
