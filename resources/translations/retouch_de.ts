<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AcceptDialog</name>
  <message>
   <source>The whole shoot</source>
   <translation>Das ganze Shooting</translation>
  </message>
  <message>
   <source>The photos that are shown</source>
   <translation>Die gezeigten Fotos</translation>
  </message>
  <message>
   <source>This burst</source>
   <translation>Diese Serie</translation>
  </message>
  <message>
   <source>The selection</source>
   <translation>Die Auswahl</translation>
  </message>
  <message>
   <source>{n} % sure</source>
   <translation>{n} % sicher</translation>
  </message>
  <message>
   <source>Keep {k}, reject {r}, leave {m} to you.</source>
   <translation>{k} behalten, {r} ablehnen, {m} bleiben dir überlassen.</translation>
  </message>
  <message>
   <source>Corrections: {n}.</source>
   <translation>Korrekturen: {n}.</translation>
  </message>
  <message>
   <source>WILL BE REJECTED · {n}</source>
   <translation>WERDEN ABGELEHNT · {n}</translation>
  </message>
  <message>
   <source>WILL BE KEPT · {n}</source>
   <translation>WERDEN BEHALTEN · {n}</translation>
  </message>
  <message>
   <source>Accept suggestions</source>
   <translation>Vorschläge annehmen</translation>
  </message>
  <message>
   <source>&amp;From</source>
   <translation>&amp;Aus</translation>
  </message>
  <message>
   <source>At &amp;least</source>
   <translation>&amp;Mindestens</translation>
  </message>
  <message>
   <source>Least confidence in per cent</source>
   <translation>Mindestsicherheit in Prozent</translation>
  </message>
  <message>
   <source>80 % sure</source>
   <translation>80 % sicher</translation>
  </message>
  <message>
   <source>Also</source>
   <translation>Außerdem</translation>
  </message>
  <message>
   <source>Accept corrections of the photos that are kept</source>
   <translation>Korrekturen der behaltenen Fotos annehmen</translation>
  </message>
  <message>
   <source>Photos that will be rejected</source>
   <translation>Fotos, die abgelehnt werden</translation>
  </message>
  <message>
   <source>Photos that will be kept</source>
   <translation>Fotos, die behalten werden</translation>
  </message>
  <message>
   <source>One undo takes all of it back.</source>
   <translation>Einmal Rückgängig nimmt alles zurück.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
 </context>
 <context>
  <name>AdjustmentCard</name>
  <message>
   <source>Dismiss (Backspace)</source>
   <translation>Verwerfen (Rücktaste)</translation>
  </message>
  <message>
   <source>Take it away (Backspace)</source>
   <translation>Wegnehmen (Rücktaste)</translation>
  </message>
  <message>
   <source>Suggest any amount</source>
   <translation>Beliebig viel vorschlagen</translation>
  </message>
  <message>
   <source>How much of this may be suggested, in this shoot or for this person</source>
   <translation>Wie viel hiervon vorgeschlagen werden darf, in diesem Shooting oder für diese Person</translation>
  </message>
  <message>
   <source>In this shoot</source>
   <translation>In diesem Shooting</translation>
  </message>
  <message>
   <source>For this person</source>
   <translation>Für diese Person</translation>
  </message>
  <message>
   <source>No limit</source>
   <translation>Ohne Grenze</translation>
  </message>
  <message>
   <source>Never suggest more than {n} %</source>
   <translation>Nie mehr als {n} % vorschlagen</translation>
  </message>
  <message>
   <source>Never suggest it</source>
   <translation>Nie vorschlagen</translation>
  </message>
  <message>
   <source>Suggested · {n} % sure</source>
   <translation>Vorschlag · {n} %</translation>
  </message>
  <message>
   <source>Accept (A)</source>
   <translation>Annehmen (A)</translation>
  </message>
 </context>
 <context>
  <name>ChoiceRow</name>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Not on this computer</source>
   <translation>Nicht auf diesem Rechner</translation>
  </message>
 </context>
 <context>
  <name>CrashDialog</name>
  <message>
   <source>Something in retouch went wrong</source>
   <translation>In retouch ist etwas schiefgegangen</translation>
  </message>
  <message>
   <source>This is a bug in retouch, not in your photos. Every decision you made is saved. You can go on working.</source>
   <translation>Das ist ein Fehler in retouch, nicht in deinen Fotos. Jede Entscheidung ist gespeichert. Du kannst weiterarbeiten.</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
 </context>
 <context>
  <name>CropOverlay</name>
  <message>
   <source>Crop: arrows move the frame, Enter takes it, Esc leaves it</source>
   <translation>Zuschnitt: Pfeile bewegen den Rahmen, Eingabe übernimmt, Esc lässt es</translation>
  </message>
 </context>
 <context>
  <name>CullPage</name>
  <message>
   <source>Looking for photos…</source>
   <translation>Fotos werden gesucht …</translation>
  </message>
  <message>
   <source>There are no photos in this folder. Open another one with Ctrl+O, or drop it here.</source>
   <translation>In diesem Ordner sind keine Fotos. Öffne einen anderen mit Strg+O, oder ziehe ihn hierher.</translation>
  </message>
  <message>
   <source>No photo is like this. “All photos” on the left shows everything again.</source>
   <translation>Kein Foto ist so. „Alle Fotos“ links zeigt wieder alles.</translation>
  </message>
  <message>
   <source>This photo cannot be read.</source>
   <translation>Dieses Foto ist nicht lesbar.</translation>
  </message>
  <message>
   <source>Faces appear here as soon as this photo has been read.</source>
   <translation>Gesichter erscheinen hier, sobald dieses Foto gelesen ist.</translation>
  </message>
  <message>
   <source>No faces in this photo.</source>
   <translation>Keine Gesichter in diesem Foto.</translation>
  </message>
  <message>
   <source>SHOW</source>
   <translation>ZEIGEN</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>BURSTS</source>
   <translation>SERIEN</translation>
  </message>
  <message>
   <source>Bursts and scenes</source>
   <translation>Serien und Szenen</translation>
  </message>
  <message>
   <source>Grid (G)</source>
   <translation>Raster (G)</translation>
  </message>
  <message>
   <source>Loupe (E)</source>
   <translation>Lupe (E)</translation>
  </message>
  <message>
   <source>Compare (C)</source>
   <translation>Vergleich (C)</translation>
  </message>
  <message>
   <source>Survey (N)</source>
   <translation>Übersicht (N)</translation>
  </message>
  <message>
   <source>Roll call (O)</source>
   <translation>Anwesenheit (O)</translation>
  </message>
  <message>
   <source>Accept suggestions…</source>
   <translation>Vorschläge annehmen…</translation>
  </message>
  <message>
   <source>Photos</source>
   <translation>Fotos</translation>
  </message>
  <message>
   <source>Loupe</source>
   <translation>Lupe</translation>
  </message>
  <message>
   <source>Photos beside each other</source>
   <translation>Fotos nebeneinander</translation>
  </message>
  <message>
   <source>Roll call</source>
   <translation>Anwesenheit</translation>
  </message>
  <message>
   <source>FACES</source>
   <translation>GESICHTER</translation>
  </message>
  <message>
   <source>Faces of the photo</source>
   <translation>Gesichter des Fotos</translation>
  </message>
  <message>
   <source>WHY</source>
   <translation>WARUM</translation>
  </message>
  <message>
   <source>Why it is suggested</source>
   <translation>Warum es vorgeschlagen wird</translation>
  </message>
  <message>
   <source>Frames of this burst</source>
   <translation>Bilder dieser Serie</translation>
  </message>
 </context>
 <context>
  <name>DeliverPage</name>
  <message>
   <source>Picked</source>
   <translation>Ausgewählt</translation>
  </message>
  <message>
   <source>Picked, and suggested keeps</source>
   <translation>Ausgewählte und vorgeschlagene</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>&amp;Export</source>
   <translation>&amp;Exportieren</translation>
  </message>
  <message>
   <source>Choose a folder.</source>
   <translation>Wähle einen Ordner.</translation>
  </message>
  <message>
   <source>Deliver to</source>
   <translation>Ausliefern nach</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Halte an…</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Exporting…</source>
   <translation>Exportiere…</translation>
  </message>
  <message>
   <source>{n} a minute</source>
   <translation>{n} pro Minute</translation>
  </message>
  <message>
   <source>Nothing was exported</source>
   <translation>Nichts wurde exportiert</translation>
  </message>
  <message>
   <source>Look again at {photo}</source>
   <translation>Sieh noch einmal nach: {photo}</translation>
  </message>
  <message>
   <source>{n} of {all} photos exported</source>
   <translation>{n} von {all} Fotos exportiert</translation>
  </message>
  <message>
   <source>{n} failed, see below.</source>
   <translation>{n} fehlgeschlagen, siehe unten.</translation>
  </message>
  <message>
   <source>{size} in {n} s, in {folder}</source>
   <translation>{size} in {n} s, in {folder}</translation>
  </message>
  <message>
   <source>&amp;Export the rest</source>
   <translation>Den Rest &amp;exportieren</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Pictures that were finished are in the folder.</source>
   <translation>Fertige Bilder liegen im Ordner.</translation>
  </message>
  <message>
   <source>Stopped before the end</source>
   <translation>Vor dem Ende angehalten</translation>
  </message>
  <message>
   <source>DELIVER</source>
   <translation>AUSLIEFERN</translation>
  </message>
  <message>
   <source>&amp;Recipe</source>
   <translation>&amp;Rezept</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Save or delete recipes</source>
   <translation>Rezepte sichern oder löschen</translation>
  </message>
  <message>
   <source>P&amp;hotos</source>
   <translation>&amp;Fotos</translation>
  </message>
  <message>
   <source>F&amp;older</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <source>Where the pictures go</source>
   <translation>Wohin die Bilder gehen</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <source>&amp;Names</source>
   <translation>&amp;Namen</translation>
  </message>
  <message>
   <source>Naming template</source>
   <translation>Vorlage für Namen</translation>
  </message>
  <message>
   <source>For&amp;mat</source>
   <translation>For&amp;mat</translation>
  </message>
  <message>
   <source>&amp;Quality</source>
   <translation>&amp;Qualität</translation>
  </message>
  <message>
   <source>JPEG quality</source>
   <translation>JPEG-Qualität</translation>
  </message>
  <message>
   <source>92</source>
   <translation>92</translation>
  </message>
  <message>
   <source>&amp;Long edge</source>
   <translation>&amp;Lange Kante</translation>
  </message>
  <message>
   <source>Long edge in pixels</source>
   <translation>Lange Kante in Pixeln</translation>
  </message>
  <message>
   <source>&amp;Profile</source>
   <translation>&amp;Profil</translation>
  </message>
  <message>
   <source>&amp;Sharpen</source>
   <translation>&amp;Schärfen</translation>
  </message>
  <message>
   <source>Me&amp;tadata</source>
   <translation>Me&amp;tadaten</translation>
  </message>
  <message>
   <source>&amp;Watermark</source>
   <translation>&amp;Wasserzeichen</translation>
  </message>
  <message>
   <source>Kind of watermark</source>
   <translation>Art des Wasserzeichens</translation>
  </message>
  <message>
   <source>© Your name</source>
   <translation>© Dein Name</translation>
  </message>
  <message>
   <source>Text of the watermark</source>
   <translation>Text des Wasserzeichens</translation>
  </message>
  <message>
   <source>A PNG with transparency</source>
   <translation>Ein PNG mit Transparenz</translation>
  </message>
  <message>
   <source>Picture of the watermark</source>
   <translation>Bild des Wasserzeichens</translation>
  </message>
  <message>
   <source>Choose the picture of the watermark</source>
   <translation>Bild des Wasserzeichens auswählen</translation>
  </message>
  <message>
   <source>&amp;Corner</source>
   <translation>E&amp;cke</translation>
  </message>
  <message>
   <source>Corner of the watermark</source>
   <translation>Ecke des Wasserzeichens</translation>
  </message>
  <message>
   <source>Si&amp;ze</source>
   <translation>&amp;Größe</translation>
  </message>
  <message>
   <source>Height of the watermark in percent of the short side</source>
   <translation>Höhe des Wasserzeichens in Prozent der kurzen Seite</translation>
  </message>
  <message>
   <source>Opac&amp;ity</source>
   <translation>&amp;Deckkraft</translation>
  </message>
  <message>
   <source>Opacity of the watermark in percent</source>
   <translation>Deckkraft des Wasserzeichens in Prozent</translation>
  </message>
  <message>
   <source>Replace files that others made</source>
   <translation>Fremde Dateien ersetzen</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Progress of the export</source>
   <translation>Fortschritt des Exports</translation>
  </message>
  <message>
   <source>What will be written, and results</source>
   <translation>Was geschrieben wird, und Ergebnisse</translation>
  </message>
  <message>
   <source>WATERMARK</source>
   <translation>WASSERZEICHEN</translation>
  </message>
  <message>
   <source>The first photo with the watermark</source>
   <translation>Das erste Foto mit dem Wasserzeichen</translation>
  </message>
  <message>
   <source>IN OTHER PROGRAMS</source>
   <translation>IN ANDEREN PROGRAMMEN</translation>
  </message>
  <message>
   <source>What other programs will show</source>
   <translation>Was andere Programme zeigen werden</translation>
  </message>
 </context>
 <context>
  <name>DeliveryFields</name>
  <message>
   <source>Save recipe</source>
   <translation>Rezept sichern</translation>
  </message>
  <message>
   <source>Name of the recipe; one of the same name is replaced</source>
   <translation>Name des Rezepts; ein gleichnamiges wird ersetzt</translation>
  </message>
  <message>
   <source>Save as recipe…</source>
   <translation>Als Rezept sichern…</translation>
  </message>
  <message>
   <source>Delete recipe</source>
   <translation>Rezept löschen</translation>
  </message>
  <message>
   <source>JPEG</source>
   <translation>JPEG</translation>
  </message>
  <message>
   <source>TIFF, 16 bit</source>
   <translation>TIFF, 16 Bit</translation>
  </message>
  <message>
   <source>Full size</source>
   <translation>Volle Größe</translation>
  </message>
  <message>
   <source>Not at all</source>
   <translation>Gar nicht</translation>
  </message>
  <message>
   <source>A little</source>
   <translation>Ein wenig</translation>
  </message>
  <message>
   <source>For screens</source>
   <translation>Für Bildschirme</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>All but the place</source>
   <translation>Alle ohne Ort</translation>
  </message>
  <message>
   <source>Copyright only</source>
   <translation>Nur Urheber</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Bottom right</source>
   <translation>Unten rechts</translation>
  </message>
  <message>
   <source>Bottom left</source>
   <translation>Unten links</translation>
  </message>
  <message>
   <source>Top right</source>
   <translation>Oben rechts</translation>
  </message>
  <message>
   <source>Top left</source>
   <translation>Oben links</translation>
  </message>
  <message>
   <source>In the middle</source>
   <translation>In der Mitte</translation>
  </message>
  <message>
   <source>{name}, changed</source>
   <translation>{name}, geändert</translation>
  </message>
  <message>
   <source>Reset recipe</source>
   <translation>Rezept zurücksetzen</translation>
  </message>
  <message>
   <source>Picture of the watermark</source>
   <translation>Bild des Wasserzeichens</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilder</translation>
  </message>
 </context>
 <context>
  <name>Desk</name>
  <message>
   <source>No key person any more</source>
   <translation>Keine Hauptperson mehr</translation>
  </message>
  <message>
   <source>Key person: counts above all others</source>
   <translation>Hauptperson: zählt mehr als alle anderen</translation>
  </message>
  <message>
   <source>Never more than {n} % is suggested from now on</source>
   <translation>Ab jetzt werden nie mehr als {n} % vorgeschlagen</translation>
  </message>
  <message>
   <source>“Maybe” means that you should look: pick (P) or reject (X).</source>
   <translation>„Vielleicht“ heißt, du solltest hinsehen: auswählen (P) oder ablehnen (X).</translation>
  </message>
  <message>
   <source>Nothing is suggested here.</source>
   <translation>Hier ist nichts vorgeschlagen.</translation>
  </message>
  <message>
   <source>Undone: {name}</source>
   <translation>Zurückgenommen: {name}</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>Es gibt nichts zurückzunehmen.</translation>
  </message>
  <message>
   <source>Redone: {name}</source>
   <translation>Wiederholt: {name}</translation>
  </message>
  <message>
   <source>There is nothing to redo.</source>
   <translation>Es gibt nichts zu wiederholen.</translation>
  </message>
 </context>
 <context>
  <name>Easel</name>
  <message>
   <source>Developing {name}…</source>
   <translation>Entwickle {name}…</translation>
  </message>
  <message>
   <source>Texture kept {shares}</source>
   <translation>Struktur erhalten {shares}</translation>
  </message>
 </context>
 <context>
  <name>FaceCard</name>
  <message>
   <source>Key person</source>
   <translation>Hauptperson</translation>
  </message>
  <message>
   <source>Face {n}: {text}</source>
   <translation>Gesicht {n}: {text}</translation>
  </message>
  <message>
   <source>Key person: counts above all others (K)</source>
   <translation>Hauptperson: zählt mehr als alle anderen (K)</translation>
  </message>
  <message>
   <source>Key person of the shoot</source>
   <translation>Hauptperson des Shootings</translation>
  </message>
 </context>
 <context>
  <name>Histogram</name>
  <message>
   <source>{high:.1%} of the picture is blown, {low:.1%} is blocked</source>
   <translation>{high:.1%} des Bildes sind ausgefressen, {low:.1%} zugelaufen</translation>
  </message>
 </context>
 <context>
  <name>HistoryDialog</name>
  <message>
   <source>Nothing decided</source>
   <translation>Nichts entschieden</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Go to any step: what came after it is undone and can be brought back.</source>
   <translation>Gehe zu einem Schritt: was danach kam, wird zurückgenommen und kann wiederkommen.</translation>
  </message>
  <message>
   <source>Steps, latest first</source>
   <translation>Schritte, neueste zuerst</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederholen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>KeySheet</name>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Shift with stars or a label goes on, too</source>
   <translation>Umschalt mit Sternen oder Farbe geht ebenfalls weiter</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Open a shoot</source>
   <translation>Ein Shooting öffnen</translation>
  </message>
  <message>
   <source>Opening {name}…</source>
   <translation>Öffne {name}…</translation>
  </message>
  <message>
   <source>Making the sample shoot…</source>
   <translation>Erzeuge das Beispiel-Shooting…</translation>
  </message>
  <message>
   <source>{all} photos · {picked} picked · {rejected} rejected · {undecided} undecided</source>
   <translation>{all} Fotos · {picked} ausgewählt · {rejected} abgelehnt · {undecided} offen</translation>
  </message>
  <message>
   <source>After a decision the next photo follows</source>
   <translation>Nach einer Entscheidung folgt das nächste Foto</translation>
  </message>
  <message>
   <source>After a decision the photo stays</source>
   <translation>Nach einer Entscheidung bleibt das Foto</translation>
  </message>
  <message>
   <source>Import a look</source>
   <translation>Einen Look importieren</translation>
  </message>
  <message>
   <source>… and {n} more</source>
   <translation>… und {n} weitere</translation>
  </message>
  <message>
   <source>Your decisions are saved, but these sidecars beside the photos could not be written:</source>
   <translation>Deine Entscheidungen sind gespeichert, aber diese Sidecars neben den Fotos konnten nicht geschrieben werden:</translation>
  </message>
  <message>
   <source>Sidecars are missing</source>
   <translation>Sidecars fehlen</translation>
  </message>
  <message>
   <source>Cull</source>
   <translation>Auswahl</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Korrektur</translation>
  </message>
  <message>
   <source>Deliver</source>
   <translation>Ausliefern</translation>
  </message>
  <message>
   <source>Open shoot</source>
   <translation>Offenes Shooting</translation>
  </message>
 </context>
 <context>
  <name>MessageBar</name>
  <message>
   <source>Messages</source>
   <translation>Meldungen</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Dismiss the messages</source>
   <translation>Meldungen verwerfen</translation>
  </message>
  <message>
   <source>All messages</source>
   <translation>Alle Meldungen</translation>
  </message>
  <message>
   <source>{n} problems. The latest: {text}</source>
   <translation>{n} Probleme. Das letzte: {text}</translation>
  </message>
 </context>
 <context>
  <name>Pane</name>
  <message>
   <source>best</source>
   <translation>bestes</translation>
  </message>
 </context>
 <context>
  <name>ParamRow</name>
  <message>
   <source>As shot</source>
   <translation>Wie Aufnahme</translation>
  </message>
 </context>
 <context>
  <name>PictureView</name>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>After</source>
   <translation>Nachher</translation>
  </message>
 </context>
 <context>
  <name>PresetDialog</name>
  <message>
   <source>Save a preset</source>
   <translation>Voreinstellung speichern</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Presets</source>
   <translation>Voreinstellungen</translation>
  </message>
  <message>
   <source>&amp;Strength</source>
   <translation>&amp;Stärke</translation>
  </message>
  <message>
   <source>Strength in per cent</source>
   <translation>Stärke in Prozent</translation>
  </message>
  <message>
   <source>100 %</source>
   <translation>100 %</translation>
  </message>
  <message>
   <source>Save these adjustments…</source>
   <translation>Diese Anpassungen speichern…</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Apply</source>
   <translation>Anwenden</translation>
  </message>
 </context>
 <context>
  <name>Reason</name>
  <message>
   <source>Show it</source>
   <translation>Zeigen</translation>
  </message>
 </context>
 <context>
  <name>RejectCheck</name>
  <message>
   <source>Reject {n}, keep {k}</source>
   <translation>{n} ablehnen, {k} behalten</translation>
  </message>
  <message>
   <source>Nothing is suggested to be rejected.</source>
   <translation>Nichts ist zum Ablehnen vorgeschlagen.</translation>
  </message>
  <message>
   <source>Check the rejects</source>
   <translation>Abgelehnte prüfen</translation>
  </message>
  <message>
   <source>A random sample of the suggested rejects. Is it right to reject this one?</source>
   <translation>Eine Stichprobe der Vorschläge zum Ablehnen. Ist es richtig, dieses abzulehnen?</translation>
  </message>
  <message>
   <source>Photo</source>
   <translation>Foto</translation>
  </message>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>&amp;Keep it</source>
   <translation>&amp;Behalten</translation>
  </message>
  <message>
   <source>&amp;Reject is right</source>
   <translation>&amp;Ablehnen ist richtig</translation>
  </message>
  <message>
   <source>Accept all rejects</source>
   <translation>Alle Ablehnungen annehmen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>ReviewPage</name>
  <message>
   <source>To this burst</source>
   <translation>Auf diese Serie</translation>
  </message>
  <message>
   <source>To this scene</source>
   <translation>Auf diese Szene</translation>
  </message>
  <message>
   <source>To the selection</source>
   <translation>Auf die Auswahl</translation>
  </message>
  <message>
   <source>To all photos that are reviewed</source>
   <translation>Auf alle Fotos dieser Seite</translation>
  </message>
  <message>
   <source>There is no photo to review.</source>
   <translation>Es gibt kein Foto zu korrigieren.</translation>
  </message>
  <message>
   <source>Suggestions shown, not accepted: {n}</source>
   <translation>Gezeigte, nicht angenommene Vorschläge: {n}</translation>
  </message>
  <message>
   <source>Suggestions hidden: {n}</source>
   <translation>Verborgene Vorschläge: {n}</translation>
  </message>
  <message>
   <source>No suggestion is open on this photo.</source>
   <translation>Für dieses Foto ist kein Vorschlag offen.</translation>
  </message>
  <message>
   <source>Adjustments copied: {n}</source>
   <translation>Kopierte Anpassungen: {n}</translation>
  </message>
  <message>
   <source>Photos changed: {n}</source>
   <translation>Geänderte Fotos: {n}</translation>
  </message>
  <message>
   <source>Before (hold \)</source>
   <translation>Vorher (\ halten)</translation>
  </message>
  <message>
   <source>Split before and after (Y)</source>
   <translation>Vorher und nachher geteilt (Y)</translation>
  </message>
  <message>
   <source>Before and after side by side (Shift+Y)</source>
   <translation>Vorher und nachher nebeneinander (Umschalt+Y)</translation>
  </message>
  <message>
   <source>Show clipping (J)</source>
   <translation>Beschneidung zeigen (J)</translation>
  </message>
  <message>
   <source>Crop (R)</source>
   <translation>Zuschnitt (R)</translation>
  </message>
  <message>
   <source>Pick a neutral place (W)</source>
   <translation>Neutrale Stelle wählen (W)</translation>
  </message>
  <message>
   <source>Spots on the skin (Q)</source>
   <translation>Flecken auf der Haut (Q)</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Histogram</source>
   <translation>Histogramm</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Let your corrections teach nothing any more; they stay as they are</source>
   <translation>Aus deinen Korrekturen nichts mehr lernen; sie bleiben, wie sie sind</translation>
  </message>
  <message>
   <source>Accept all</source>
   <translation>Alle annehmen</translation>
  </message>
  <message>
   <source>Accept all suggestions for this photo (Shift+A)</source>
   <translation>Alle Vorschläge für dieses Foto annehmen (Umschalt+A)</translation>
  </message>
  <message>
   <source>Presets</source>
   <translation>Voreinstellungen</translation>
  </message>
  <message>
   <source>Copy adjustments (Ctrl+C)</source>
   <translation>Anpassungen kopieren (Strg+C)</translation>
  </message>
  <message>
   <source>Paste adjustments (Ctrl+V)</source>
   <translation>Anpassungen einfügen (Strg+V)</translation>
  </message>
  <message>
   <source>Apply to burst, scene or selection</source>
   <translation>Auf Serie, Szene oder Auswahl anwenden</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Photos</source>
   <translation>Fotos</translation>
  </message>
 </context>
 <context>
  <name>RollCallView</name>
  <message>
   <source>Roll call: people down, frames across; K marks a key person</source>
   <translation>Anwesenheit: Personen nach unten, Bilder nach rechts; K markiert eine Hauptperson</translation>
  </message>
  <message>
   <source>This burst is not a group: a roll call needs three people in two frames or more.</source>
   <translation>Diese Serie ist keine Gruppe: dafür braucht es drei Personen in mindestens zwei Bildern.</translation>
  </message>
 </context>
 <context>
  <name>RollTable</name>
  <message>
   <source>Person {n}</source>
   <translation>Person {n}</translation>
  </message>
 </context>
 <context>
  <name>ScreenSettings</name>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>As the system says</source>
   <translation>Wie das System sagt</translation>
  </message>
  <message>
   <source>From a file</source>
   <translation>Aus einer Datei</translation>
  </message>
  <message>
   <source>None: as sRGB</source>
   <translation>Keines: als sRGB</translation>
  </message>
  <message>
   <source>Pictures are shown for “{name}”.</source>
   <translation>Bilder werden für „{name}“ gezeigt.</translation>
  </message>
  <message>
   <source>The system names no profile for this screen: pictures are shown as sRGB, without correction.</source>
   <translation>Das System nennt kein Profil für diesen Bildschirm: Bilder werden unkorrigiert als sRGB gezeigt.</translation>
  </message>
  <message>
   <source>Pictures are shown as sRGB, without correction.</source>
   <translation>Bilder werden unkorrigiert als sRGB gezeigt.</translation>
  </message>
  <message>
   <source>Monitor profile</source>
   <translation>Monitorprofil</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>Profile</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>Sure enough to &amp;reject</source>
   <translation>Siche&amp;r genug zum Ablehnen</translation>
  </message>
  <message>
   <source>How sure a reason must be before a frame is suggested to be rejected for it</source>
   <translation>Wie sicher ein Grund sein muss, bevor ein Bild seinetwegen zum Ablehnen vorgeschlagen wird</translation>
  </message>
  <message>
   <source>Eyes &amp;closed under</source>
   <translation>Augen ges&amp;chlossen unter</translation>
  </message>
  <message>
   <source>Share of a person’s usual opening under which an eye counts as closed</source>
   <translation>Anteil der üblichen Öffnung einer Person, unter dem ein Auge als geschlossen gilt</translation>
  </message>
  <message>
   <source>Clearly s&amp;ofter under</source>
   <translation>Deutlich &amp;unschärfer unter</translation>
  </message>
  <message>
   <source>Share of the sharpness of a better frame under which a frame counts as clearly softer</source>
   <translation>Anteil der Schärfe eines besseren Bildes, unter dem ein Bild als deutlich unschärfer gilt</translation>
  </message>
  <message>
   <source>Now suggested: keep {k}, maybe {m}, reject {r}.</source>
   <translation>Jetzt vorgeschlagen: {k} behalten, {m} vielleicht, {r} ablehnen.</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>Aktion</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>{key} means something else already.</source>
   <translation>{key} hat schon eine andere Bedeutung.</translation>
  </message>
  <message>
   <source>That is not a key.</source>
   <translation>Das ist keine Taste.</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>&amp;Kind of shoot</source>
   <translation>&amp;Art des Shootings</translation>
  </message>
  <message>
   <source>&amp;Strictness</source>
   <translation>&amp;Strenge</translation>
  </message>
  <message>
   <source>Strictness in per cent</source>
   <translation>Strenge in Prozent</translation>
  </message>
  <message>
   <source>50</source>
   <translation>50</translation>
  </message>
  <message>
   <source>TICK A LIMIT TO SET IT BY ITSELF</source>
   <translation>EINE GRENZE ANHAKEN, UM SIE SELBST ZU SETZEN</translation>
  </message>
  <message>
   <source>Photos are judged anew at once, without reading them again. Your decisions stay as they are.</source>
   <translation>Fotos werden sofort neu beurteilt, ohne sie neu zu lesen. Deine Entscheidungen bleiben.</translation>
  </message>
  <message>
   <source>Culling</source>
   <translation>Auswahl</translation>
  </message>
  <message>
   <source>&amp;Language</source>
   <translation>&amp;Sprache</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Counts from the next start on.</source>
   <translation>Gilt ab dem nächsten Start.</translation>
  </message>
  <message>
   <source>&amp;Monitor profile</source>
   <translation>&amp;Monitorprofil</translation>
  </message>
  <message>
   <source>Monitor profile</source>
   <translation>Monitorprofil</translation>
  </message>
  <message>
   <source>An ICC profile (.icc, .icm)</source>
   <translation>Ein ICC-Profil (.icc, .icm)</translation>
  </message>
  <message>
   <source>File of the monitor profile</source>
   <translation>Datei des Monitorprofils</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen…</translation>
  </message>
  <message>
   <source>Choose the file of the monitor profile</source>
   <translation>Datei des Monitorprofils auswählen</translation>
  </message>
  <message>
   <source>Screen</source>
   <translation>Bildschirm</translation>
  </message>
  <message>
   <source>Double click a key to change it.</source>
   <translation>Doppelklick auf eine Taste ändert sie.</translation>
  </message>
  <message>
   <source>Use the usual keys</source>
   <translation>Übliche Tasten verwenden</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>SpotMarks</name>
  <message>
   <source>Spots: Tab goes to the next one, Space heals or keeps it, Esc leaves</source>
   <translation>Flecken: Tab geht zum nächsten, Leertaste heilt oder behält ihn, Esc verlässt</translation>
  </message>
  <message>
   <source>Spots healed: {n}, kept: {m}</source>
   <translation>Flecken geheilt: {n}, behalten: {m}</translation>
  </message>
  <message>
   <source>healed</source>
   <translation>geheilt</translation>
  </message>
  <message>
   <source>kept</source>
   <translation>behalten</translation>
  </message>
  <message>
   <source>Spot {n} of {of}: {state}</source>
   <translation>Fleck {n} von {of}: {state}</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>&lt;p&gt;&lt;b&gt;Cull&lt;/b&gt; – dotted amber is a suggestion. &lt;b&gt;A&lt;/b&gt; accepts it, &lt;b&gt;P&lt;/b&gt; picks, &lt;b&gt;X&lt;/b&gt; rejects, arrows go on.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Review&lt;/b&gt; – one card per correction. &lt;b&gt;A&lt;/b&gt; accepts, &lt;b&gt;\&lt;/b&gt; shows before.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Deliver&lt;/b&gt; – choose a folder and export. &lt;b&gt;?&lt;/b&gt; shows every key, &lt;b&gt;Ctrl+Z&lt;/b&gt; takes anything back.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;Auswahl&lt;/b&gt; – gepunktetes Gelb ist ein Vorschlag. &lt;b&gt;A&lt;/b&gt; nimmt ihn an, &lt;b&gt;P&lt;/b&gt; wählt aus, &lt;b&gt;X&lt;/b&gt; lehnt ab, Pfeile gehen weiter.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Korrektur&lt;/b&gt; – eine Karte je Anpassung. &lt;b&gt;A&lt;/b&gt; nimmt an, &lt;b&gt;\&lt;/b&gt; zeigt vorher.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ausliefern&lt;/b&gt; – Ordner wählen und exportieren. &lt;b&gt;?&lt;/b&gt; zeigt alle Tasten, &lt;b&gt;Strg+Z&lt;/b&gt; nimmt alles zurück.&lt;/p&gt;</translation>
  </message>
  <message>
   <source>retouch</source>
   <translation>retouch</translation>
  </message>
  <message>
   <source>Open the folder of a shoot. retouch reads every face, finds blinks, and suggests what to keep and what to correct.
You decide. Your originals are never changed, and nothing leaves this computer.</source>
   <translation>Öffne den Ordner eines Shootings. retouch liest jedes Gesicht, findet Blinzler und schlägt vor, was zu behalten und zu korrigieren ist.
Du entscheidest. Deine Originale werden nie verändert, und nichts verlässt diesen Rechner.</translation>
  </message>
  <message>
   <source>Open a folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <source>Try it on the sample shoot</source>
   <translation>Mit dem Beispiel ausprobieren</translation>
  </message>
  <message>
   <source>… or drop a folder anywhere on this window.</source>
   <translation>… oder lege einen Ordner irgendwo auf diesem Fenster ab.</translation>
  </message>
  <message>
   <source>RECENT</source>
   <translation>ZULETZT</translation>
  </message>
  <message>
   <source>Recent shoots</source>
   <translation>Letzte Shootings</translation>
  </message>
 </context>
 <context>
  <name>StatusRow</name>
  <message>
   <source>What is going on</source>
   <translation>Was gerade geschieht</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Stop (Esc)</source>
   <translation>Anhalten (Esc)</translation>
  </message>
 </context>
 <context>
  <name>Tools</name>
  <message>
   <source>Click a place that ought to be grey.</source>
   <translation>Klicke auf eine Stelle, die grau sein sollte.</translation>
  </message>
  <message>
   <source>No face was found in this photo: spots are healed on faces.</source>
   <translation>In diesem Foto wurde kein Gesicht gefunden: Flecken werden auf Gesichtern geheilt.</translation>
  </message>
  <message>
   <source>Click a spot to heal or keep it, or skin to heal there.</source>
   <translation>Klick auf einen Fleck heilt oder behält ihn, auf Haut heilt er dort.</translation>
  </message>
  <message>
   <source>Spots are healed on faces.</source>
   <translation>Flecken werden auf Gesichtern geheilt.</translation>
  </message>
 </context>
 <context>
  <name>WhyPanel</name>
  <message>
   <source>Suggested: {verdict} · {n} % sure</source>
   <translation>Vorschlag: {verdict} · {n} % sicher</translation>
  </message>
  <message>
   <source>Not read yet</source>
   <translation>Noch nicht gelesen</translation>
  </message>
  <message>
   <source>Nothing is suggested: it is up to you</source>
   <translation>Nichts vorgeschlagen: du entscheidest</translation>
  </message>
 </context>
 <context>
  <name>actions</name>
  <message>
   <source>Open folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open the sample shoot</source>
   <translation>Beispiel-Shooting öffnen</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alle auswählen</translation>
  </message>
  <message>
   <source>Copy adjustments</source>
   <translation>Anpassungen kopieren</translation>
  </message>
  <message>
   <source>Paste adjustments</source>
   <translation>Anpassungen einfügen</translation>
  </message>
  <message>
   <source>History…</source>
   <translation>Verlauf…</translation>
  </message>
  <message>
   <source>Accept suggestion</source>
   <translation>Vorschlag annehmen</translation>
  </message>
  <message>
   <source>Accept all of this photo</source>
   <translation>Alle dieses Fotos annehmen</translation>
  </message>
  <message>
   <source>Dismiss suggestion</source>
   <translation>Vorschlag verwerfen</translation>
  </message>
  <message>
   <source>Accept suggestions…</source>
   <translation>Vorschläge annehmen…</translation>
  </message>
  <message>
   <source>Check the rejects…</source>
   <translation>Abgelehnte prüfen…</translation>
  </message>
  <message>
   <source>Pick</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Unflag</source>
   <translation>Markierung aufheben</translation>
  </message>
  <message>
   <source>Pick and go on</source>
   <translation>Auswählen und weiter</translation>
  </message>
  <message>
   <source>Reject and go on</source>
   <translation>Ablehnen und weiter</translation>
  </message>
  <message>
   <source>No stars</source>
   <translation>Keine Sterne</translation>
  </message>
  <message>
   <source>One star</source>
   <translation>Ein Stern</translation>
  </message>
  <message>
   <source>Two stars</source>
   <translation>Zwei Sterne</translation>
  </message>
  <message>
   <source>Three stars</source>
   <translation>Drei Sterne</translation>
  </message>
  <message>
   <source>Four stars</source>
   <translation>Vier Sterne</translation>
  </message>
  <message>
   <source>Five stars</source>
   <translation>Fünf Sterne</translation>
  </message>
  <message>
   <source>Red label</source>
   <translation>Rote Farbmarkierung</translation>
  </message>
  <message>
   <source>Yellow label</source>
   <translation>Gelbe Farbmarkierung</translation>
  </message>
  <message>
   <source>Green label</source>
   <translation>Grüne Farbmarkierung</translation>
  </message>
  <message>
   <source>Blue label</source>
   <translation>Blaue Farbmarkierung</translation>
  </message>
  <message>
   <source>Key person</source>
   <translation>Hauptperson</translation>
  </message>
  <message>
   <source>Go on after a decision</source>
   <translation>Nach einer Entscheidung weiter</translation>
  </message>
  <message>
   <source>Next photo</source>
   <translation>Nächstes Foto</translation>
  </message>
  <message>
   <source>Previous photo</source>
   <translation>Voriges Foto</translation>
  </message>
  <message>
   <source>Next burst</source>
   <translation>Nächste Serie</translation>
  </message>
  <message>
   <source>Previous burst</source>
   <translation>Vorige Serie</translation>
  </message>
  <message>
   <source>Grid</source>
   <translation>Raster</translation>
  </message>
  <message>
   <source>Loupe</source>
   <translation>Lupe</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <source>Survey</source>
   <translation>Übersicht</translation>
  </message>
  <message>
   <source>Roll call</source>
   <translation>Anwesenheit</translation>
  </message>
  <message>
   <source>Zoom to 100 % or to the face</source>
   <translation>Auf 100 % oder auf das Gesicht</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Korrektur</translation>
  </message>
  <message>
   <source>Before (hold)</source>
   <translation>Vorher (halten)</translation>
  </message>
  <message>
   <source>Before and after, split</source>
   <translation>Vorher und nachher, geteilt</translation>
  </message>
  <message>
   <source>Before and after, side by side</source>
   <translation>Vorher und nachher, nebeneinander</translation>
  </message>
  <message>
   <source>Show clipping</source>
   <translation>Beschneidung zeigen</translation>
  </message>
  <message>
   <source>Show suggestions in the picture</source>
   <translation>Vorschläge im Bild zeigen</translation>
  </message>
  <message>
   <source>Crop on the picture</source>
   <translation>Im Bild zuschneiden</translation>
  </message>
  <message>
   <source>Pick a grey place</source>
   <translation>Graue Stelle wählen</translation>
  </message>
  <message>
   <source>Spots on the skin</source>
   <translation>Flecken auf der Haut</translation>
  </message>
  <message>
   <source>Presets…</source>
   <translation>Voreinstellungen…</translation>
  </message>
  <message>
   <source>Import a look (.cube)…</source>
   <translation>Look importieren (.cube)…</translation>
  </message>
  <message>
   <source>Next adjustment</source>
   <translation>Nächste Anpassung</translation>
  </message>
  <message>
   <source>Previous adjustment</source>
   <translation>Vorige Anpassung</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Less</source>
   <translation>Weniger</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Middle grey surround</source>
   <translation>Mittelgraue Umgebung</translation>
  </message>
  <message>
   <source>Stop what is going on</source>
   <translation>Laufendes anhalten</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
 </context>
 <context>
  <name>filters</name>
  <message>
   <source>All photos</source>
   <translation>Alle Fotos</translation>
  </message>
  <message>
   <source>Undecided</source>
   <translation>Unentschieden</translation>
  </message>
  <message>
   <source>Suggested keep</source>
   <translation>Vorschlag: behalten</translation>
  </message>
  <message>
   <source>Suggested maybe</source>
   <translation>Vorschlag: vielleicht</translation>
  </message>
  <message>
   <source>Suggested reject</source>
   <translation>Vorschlag: ablehnen</translation>
  </message>
  <message>
   <source>Picked</source>
   <translation>Ausgewählt</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>Abgelehnt</translation>
  </message>
  <message>
   <source>With stars</source>
   <translation>Mit Sternen</translation>
  </message>
  <message>
   <source>Red label</source>
   <translation>Rote Markierung</translation>
  </message>
  <message>
   <source>Yellow label</source>
   <translation>Gelbe Markierung</translation>
  </message>
  <message>
   <source>Green label</source>
   <translation>Grüne Markierung</translation>
  </message>
  <message>
   <source>Blue label</source>
   <translation>Blaue Markierung</translation>
  </message>
  <message>
   <source>Purple label</source>
   <translation>Violette Markierung</translation>
  </message>
  <message>
   <source>Eyes closed</source>
   <translation>Augen zu</translation>
  </message>
  <message>
   <source>Soft</source>
   <translation>Unscharf</translation>
  </message>
  <message>
   <source>Nobody</source>
   <translation>Niemand</translation>
  </message>
  <message>
   <source>One person</source>
   <translation>Eine Person</translation>
  </message>
  <message>
   <source>Two to four people</source>
   <translation>Zwei bis vier Personen</translation>
  </message>
  <message>
   <source>Groups of five and more</source>
   <translation>Gruppen ab fünf</translation>
  </message>
  <message>
   <source>Not readable</source>
   <translation>Nicht lesbar</translation>
  </message>
 </context>
 <context>
  <name>menus</name>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Photo</source>
   <translation>Foto</translation>
  </message>
  <message>
   <source>Go</source>
   <translation>Gehen</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Adjust</source>
   <translation>Anpassen</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
 </context>
 <context>
  <name>self._view</name>
  <message>
   <source>Opening {name}…</source>
   <translation>Öffne {name}…</translation>
  </message>
 </context>
 <context>
  <name>sentences</name>
  <message>
   <source>Soft</source>
   <translation>Unscharf</translation>
  </message>
  <message>
   <source>Eyes open</source>
   <translation>Augen offen</translation>
  </message>
  <message>
   <source>Eyes narrow with laughing, not closed</source>
   <translation>Augen vom Lachen schmal, nicht geschlossen</translation>
  </message>
  <message>
   <source>Eyes closed</source>
   <translation>Augen geschlossen</translation>
  </message>
  <message>
   <source>Eyes half closed</source>
   <translation>Augen halb geschlossen</translation>
  </message>
  <message>
   <source>One eye closed</source>
   <translation>Ein Auge geschlossen</translation>
  </message>
  <message>
   <source>Looks down</source>
   <translation>Schaut nach unten</translation>
  </message>
  <message>
   <source>Eyes hidden: they cannot be judged</source>
   <translation>Augen verdeckt: nicht zu beurteilen</translation>
  </message>
  <message>
   <source>Eyes cannot be judged for sure</source>
   <translation>Augen nicht sicher zu beurteilen</translation>
  </message>
  <message>
   <source>Head down, eyes lowered or closed</source>
   <translation>Kopf gesenkt, Augen gesenkt oder geschlossen</translation>
  </message>
  <message>
   <source>Eyes too small to judge</source>
   <translation>Augen zu klein, um sie zu beurteilen</translation>
  </message>
  <message>
   <source>{what}: {p} of their usual opening</source>
   <translation>{what}: {p} ihrer üblichen Öffnung</translation>
  </message>
  <message>
   <source>{what}, perhaps on purpose</source>
   <translation>{what}, vielleicht mit Absicht</translation>
  </message>
  <message>
   <source>Eyes open in {photo}</source>
   <translation>Augen offen in {photo}</translation>
  </message>
  <message>
   <source>{n}st of {m} from the left: {what}</source>
   <translation>{n}. von {m} von links: {what}</translation>
  </message>
  <message>
   <source>{n}nd of {m} from the left: {what}</source>
   <translation>{n}. von {m} von links: {what}</translation>
  </message>
  <message>
   <source>{n}rd of {m} from the left: {what}</source>
   <translation>{n}. von {m} von links: {what}</translation>
  </message>
  <message>
   <source>{n}th of {m} from the left: {what}</source>
   <translation>{n}. von {m} von links: {what}</translation>
  </message>
  <message>
   <source>{n} of {m} have their eyes open</source>
   <translation>{n} von {m} haben die Augen offen</translation>
  </message>
  <message>
   <source>{n} of {m} have their eyes open; {k} cannot be judged</source>
   <translation>{n} von {m} haben die Augen offen; {k} nicht zu beurteilen</translation>
  </message>
  <message>
   <source>Nobody's eyes can be judged</source>
   <translation>Niemandes Augen sind zu beurteilen</translation>
  </message>
  <message>
   <source>Focus: {p} of that in {photo}</source>
   <translation>Schärfe: {p} von der in {photo}</translation>
  </message>
  <message>
   <source>Sharpness: {p} of that in {photo}</source>
   <translation>Bildschärfe: {p} von der in {photo}</translation>
  </message>
  <message>
   <source>Focus: none of the other {n} frames is clearly better</source>
   <translation>Schärfe: keines der anderen {n} Bilder ist deutlich besser</translation>
  </message>
  <message>
   <source>Sharpness: none of the other {n} frames is clearly better</source>
   <translation>Bildschärfe: keines der anderen {n} Bilder ist deutlich besser</translation>
  </message>
  <message>
   <source>Focus: at least as good as in {photo}</source>
   <translation>Schärfe: mindestens so gut wie in {photo}</translation>
  </message>
  <message>
   <source>Sharpness: at least as good as in {photo}</source>
   <translation>Bildschärfe: mindestens so gut wie in {photo}</translation>
  </message>
  <message>
   <source>Nothing in it is sharp</source>
   <translation>Nichts darin ist scharf</translation>
  </message>
  <message>
   <source>Something in it is sharp</source>
   <translation>Etwas darin ist scharf</translation>
  </message>
  <message>
   <source>Out of focus or blurred by movement</source>
   <translation>Unscharf oder verwackelt</translation>
  </message>
  <message>
   <source>In focus</source>
   <translation>Scharf</translation>
  </message>
  <message>
   <source>{n} of {m} in focus</source>
   <translation>{n} von {m} scharf</translation>
  </message>
  <message>
   <source>Focus cannot be judged</source>
   <translation>Schärfe nicht zu beurteilen</translation>
  </message>
  <message>
   <source>{p} of the photo is blown out</source>
   <translation>{p} des Fotos ist ausgefressen</translation>
  </message>
  <message>
   <source>Nothing of weight is blown out</source>
   <translation>Nichts Wichtiges ist ausgefressen</translation>
  </message>
  <message>
   <source>{p} of the skin is blown out</source>
   <translation>{p} der Haut ist ausgefressen</translation>
  </message>
  <message>
   <source>{n} EV brighter than the rest of the burst</source>
   <translation>{n} EV heller als der Rest der Serie</translation>
  </message>
  <message>
   <source>{n} EV darker than the rest of the burst</source>
   <translation>{n} EV dunkler als der Rest der Serie</translation>
  </message>
  <message>
   <source>mouth closed, unlike in {photo}</source>
   <translation>Mund geschlossen, anders als in {photo}</translation>
  </message>
  <message>
   <source>caught in a word, unlike in {photo}</source>
   <translation>mitten im Wort, anders als in {photo}</translation>
  </message>
  <message>
   <source>more relaxed than in {photo}</source>
   <translation>entspannter als in {photo}</translation>
  </message>
  <message>
   <source>less relaxed than in {photo}</source>
   <translation>weniger entspannt als in {photo}</translation>
  </message>
  <message>
   <source>smiles more than in {photo}</source>
   <translation>lächelt mehr als in {photo}</translation>
  </message>
  <message>
   <source>smiles less than in {photo}</source>
   <translation>lächelt weniger als in {photo}</translation>
  </message>
  <message>
   <source>smiles a little more than in {photo}</source>
   <translation>lächelt etwas mehr als in {photo}</translation>
  </message>
  <message>
   <source>smiles a little less than in {photo}</source>
   <translation>lächelt etwas weniger als in {photo}</translation>
  </message>
  <message>
   <source>{what} ({p} against {q})</source>
   <translation>{what} ({p} gegen {q})</translation>
  </message>
  <message>
   <source>{n} of {m} look at the camera</source>
   <translation>{n} von {m} schauen in die Kamera</translation>
  </message>
  <message>
   <source>Looks at the camera</source>
   <translation>Schaut in die Kamera</translation>
  </message>
  <message>
   <source>Where the eyes look cannot be told</source>
   <translation>Blickrichtung nicht zu erkennen</translation>
  </message>
  <message>
   <source>Looks away from the camera (left)</source>
   <translation>Schaut von der Kamera weg (nach links)</translation>
  </message>
  <message>
   <source>Looks away from the camera (right)</source>
   <translation>Schaut von der Kamera weg (nach rechts)</translation>
  </message>
  <message>
   <source>Looks away from the camera (up)</source>
   <translation>Schaut von der Kamera weg (nach oben)</translation>
  </message>
  <message>
   <source>Looks away from the camera (down)</source>
   <translation>Schaut von der Kamera weg (nach unten)</translation>
  </message>
  <message>
   <source>Head turned by {n}°</source>
   <translation>Kopf um {n}° gedreht</translation>
  </message>
  <message>
   <source>{p} like the rest of the burst</source>
   <translation>{p} wie der Rest der Serie</translation>
  </message>
  <message>
   <source>One of {n} exposures of a bracket over {m} EV: kept or left together</source>
   <translation>Eine von {n} Belichtungen einer Reihe über {m} EV: gemeinsam behalten oder gelassen</translation>
  </message>
  <message>
   <source>One of {n} frames of a panorama: kept or left together</source>
   <translation>Eines von {n} Bildern eines Panoramas: gemeinsam behalten oder gelassen</translation>
  </message>
  <message>
   <source>{n} of {m} looked at, {k} wrong: nothing is left to chance</source>
   <translation>{n} von {m} angesehen, {k} falsch: nichts bleibt dem Zufall überlassen</translation>
  </message>
  <message>
   <source>{n} of {m} looked at, {k} wrong: that says nothing yet about the rest</source>
   <translation>{n} von {m} angesehen, {k} falsch: das sagt noch nichts über den Rest</translation>
  </message>
  <message>
   <source>{n} of {m} looked at, {k} wrong: at {p} fewer than {q} are mistakes</source>
   <translation>{n} von {m} angesehen, {k} falsch: mit {p} Sicherheit sind weniger als {q} Irrtümer</translation>
  </message>
  <message>
   <source>None of the {n} people has open eyes in any frame</source>
   <translation>Keine der {n} Personen hat in irgendeinem Bild die Augen offen</translation>
  </message>
  <message>
   <source>Frame {n} has {what}</source>
   <translation>Bild {n} hat {what}</translation>
  </message>
  <message>
   <source>Frame {n} has {what}; frames {m} and {k} cover {whom}</source>
   <translation>Bild {n} hat {what}; Bilder {m} und {k} decken {whom} ab</translation>
  </message>
  <message>
   <source>all {n} with open eyes</source>
   <translation>alle {n} mit offenen Augen</translation>
  </message>
  <message>
   <source>{n} of {m}</source>
   <translation>{n} von {m}</translation>
  </message>
  <message>
   <source>everyone</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>Person {n} from the left has open eyes in frame {m}</source>
   <translation>Person {n} von links hat in Bild {m} die Augen offen</translation>
  </message>
  <message>
   <source>Person {n} from the left has open eyes in no frame</source>
   <translation>Person {n} von links hat in keinem Bild die Augen offen</translation>
  </message>
  <message>
   <source>{p} of the skin of this face is blown</source>
   <translation>{p} der Haut dieses Gesichts ist ausgefressen</translation>
  </message>
  <message>
   <source>{p} of the skin of this face is black</source>
   <translation>{p} der Haut dieses Gesichts ist schwarz</translation>
  </message>
  <message>
   <source>The brightest skin of this face is {n} EV over the rest of it</source>
   <translation>Die hellste Haut dieses Gesichts liegt {n} EV über dem Rest</translation>
  </message>
  <message>
   <source>{n} eye lines lean {m}° to the right</source>
   <translation>{n} Augenlinien neigen sich {m}° nach rechts</translation>
  </message>
  <message>
   <source>{n} eye lines lean {m}° to the left</source>
   <translation>{n} Augenlinien neigen sich {m}° nach links</translation>
  </message>
  <message>
   <source>1 spot looks like a blemish; moles and freckles are kept</source>
   <translation>1 Stelle sieht nach Hautunreinheit aus; Muttermale und Sommersprossen bleiben</translation>
  </message>
  <message>
   <source>{n} spots look like blemishes; moles and freckles are kept</source>
   <translation>{n} Stellen sehen nach Hautunreinheiten aus; Muttermale und Sommersprossen bleiben</translation>
  </message>
  <message>
   <source>Teeth are {p} yellower than the whites of the eyes</source>
   <translation>Die Zähne sind {p} gelber als das Weiße der Augen</translation>
  </message>
  <message>
   <source>Levelled with {n} frames of this scene: skin lay apart by ΔE00 {m}, now by {k}</source>
   <translation>Mit {n} Bildern dieser Szene angeglichen: Die Haut lag um ΔE00 {m} auseinander, jetzt um {k}</translation>
  </message>
  <message>
   <source>Leans {n} EV, as you did with {m} photos of this shoot</source>
   <translation>Neigt um {n} EV wie Sie bei {m} Fotos dieses Shootings</translation>
  </message>
  <message>
   <source>Leans {n} mired warmer, tint {m}, as you did with {k} photos of this shoot</source>
   <translation>Neigt um {n} Mired wärmer, Tönung {m}, wie Sie bei {k} Fotos dieses Shootings</translation>
  </message>
  <message>
   <source>Leans {n} mired cooler, tint {m}, as you did with {k} photos of this shoot</source>
   <translation>Neigt um {n} Mired kühler, Tönung {m}, wie Sie bei {k} Fotos dieses Shootings</translation>
  </message>
  <message>
   <source>At {p} of what is measured, as you did with {n} photos of this shoot</source>
   <translation>Mit {p} des Gemessenen, wie Sie bei {n} Fotos dieses Shootings</translation>
  </message>
  <message>
   <source>This face has the light behind it, which is {n} EV brighter; its eyes lie in shade</source>
   <translation>Dieses Gesicht hat das Licht im Rücken, das {n} EV heller ist; die Augen liegen im Schatten</translation>
  </message>
  <message>
   <source>Upright and level edges lean {m}° to the right</source>
   <translation>Senkrechte und waagrechte Kanten neigen sich um {m}° nach rechts</translation>
  </message>
  <message>
   <source>Upright and level edges lean {m}° to the left</source>
   <translation>Senkrechte und waagrechte Kanten neigen sich um {m}° nach links</translation>
  </message>
  <message>
   <source>This skin is {n} EV underexposed, at {m} EV instead of {k}</source>
   <translation>Diese Haut ist {n} EV unterbelichtet: {m} EV statt {k}</translation>
  </message>
  <message>
   <source>This skin is {n} EV overexposed, at {m} EV instead of {k}</source>
   <translation>Diese Haut ist {n} EV überbelichtet: {m} EV statt {k}</translation>
  </message>
  <message>
   <source>{p} of the picture is blown</source>
   <translation>{p} des Bildes ist ausgefressen</translation>
  </message>
  <message>
   <source>The brightest parts of the picture are {n} EV under white</source>
   <translation>Die hellsten Stellen des Bildes liegen {n} EV unter Weiß</translation>
  </message>
  <message>
   <source>Whites of the eyes are at {n} EV</source>
   <translation>Das Weiße der Augen liegt bei {n} EV</translation>
  </message>
  <message>
   <source>Greys in the picture are red {p}, blue {q} off neutral</source>
   <translation>Grautöne im Bild weichen von neutral ab: Rot {p}, Blau {q}</translation>
  </message>
  <message>
   <source>Skin is red {p}, blue {q} from usual skin</source>
   <translation>Haut weicht von üblicher Haut ab: Rot {p}, Blau {q}</translation>
  </message>
  <message>
   <source>At ISO {n} shadows are noisy; detail is kept</source>
   <translation>Bei ISO {n} rauschen die Schatten; Details bleiben</translation>
  </message>
  <message>
   <source>Blotches on the skin differ by {n} EV; texture is not touched</source>
   <translation>Flecken auf der Haut unterscheiden sich um {n} EV; die Struktur bleibt</translation>
  </message>
  <message>
   <source>only {p} of the skin's texture is left (the floor is unlocked)</source>
   <translation>nur {p} der Hautstruktur ist übrig (die Untergrenze ist aufgehoben)</translation>
  </message>
  <message>
   <source>an imported look that this edit uses is not on this computer</source>
   <translation>ein importierter Look, den diese Bearbeitung benutzt, ist nicht auf diesem Computer</translation>
  </message>
  <message>
   <source>the preset uses {what}, which this version does not know</source>
   <translation>die Vorgabe benutzt {what}, was diese Version nicht kennt</translation>
  </message>
  <message>
   <source>this is not a preset ({reason})</source>
   <translation>das ist keine Vorgabe ({reason})</translation>
  </message>
  <message>
   <source>the preset cannot be saved ({reason})</source>
   <translation>die Vorgabe kann nicht gesichert werden ({reason})</translation>
  </message>
  <message>
   <source>the look cannot be kept ({reason})</source>
   <translation>der Look kann nicht aufbewahrt werden ({reason})</translation>
  </message>
  <message>
   <source>the language cannot be kept ({reason})</source>
   <translation>die Sprache lässt sich nicht merken ({reason})</translation>
  </message>
  <message>
   <source>the file is not there any more</source>
   <translation>die Datei ist nicht mehr da</translation>
  </message>
  <message>
   <source>the file may not be read</source>
   <translation>die Datei darf nicht gelesen werden</translation>
  </message>
  <message>
   <source>the picture does not fit into memory</source>
   <translation>das Bild passt nicht in den Speicher</translation>
  </message>
  <message>
   <source>reading failed ({reason})</source>
   <translation>das Lesen ist misslungen ({reason})</translation>
  </message>
  <message>
   <source>the file is damaged</source>
   <translation>die Datei ist beschädigt</translation>
  </message>
  <message>
   <source>the file holds no picture: its RAW data is missing</source>
   <translation>die Datei enthält kein Bild: die RAW-Daten fehlen</translation>
  </message>
  <message>
   <source>not a RAW file, or of a camera that is not supported</source>
   <translation>keine RAW-Datei, oder von einer Kamera, die nicht unterstützt wird</translation>
  </message>
  <message>
   <source>the file ends too early or is damaged</source>
   <translation>die Datei endet zu früh oder ist beschädigt</translation>
  </message>
  <message>
   <source>the RAW data is damaged or of an unknown kind</source>
   <translation>die RAW-Daten sind beschädigt oder von unbekannter Art</translation>
  </message>
  <message>
   <source>this kind of RAW file is not supported</source>
   <translation>diese Art von RAW-Datei wird nicht unterstützt</translation>
  </message>
  <message>
   <source>the RAW data decodes to noise</source>
   <translation>die RAW-Daten ergeben nur Rauschen</translation>
  </message>
  <message>
   <source>the disk is full</source>
   <translation>der Datenträger ist voll</translation>
  </message>
  <message>
   <source>the folder may not be written to</source>
   <translation>in den Ordner darf nicht geschrieben werden</translation>
  </message>
  <message>
   <source>the folder is not there any more</source>
   <translation>der Ordner ist nicht mehr da</translation>
  </message>
  <message>
   <source>writing failed ({reason})</source>
   <translation>das Schreiben ist misslungen ({reason})</translation>
  </message>
  <message>
   <source>the file that was just written cannot be read back</source>
   <translation>die eben geschriebene Datei lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>its metadata cannot be written ({reason})</source>
   <translation>die Metadaten können nicht geschrieben werden ({reason})</translation>
  </message>
  <message>
   <source>a colour profile is missing</source>
   <translation>ein Farbprofil fehlt</translation>
  </message>
  <message>
   <source>the face landmarker does not start ({reason})</source>
   <translation>die Gesichtserkennung startet nicht ({reason})</translation>
  </message>
  <message>
   <source>the face landmarker failed ({reason})</source>
   <translation>die Gesichtserkennung ist gescheitert ({reason})</translation>
  </message>
  <message>
   <source>the model {name} is damaged or has been replaced</source>
   <translation>das Modell {name} ist beschädigt oder ersetzt worden</translation>
  </message>
  <message>
   <source>this file cannot be read ({reason})</source>
   <translation>diese Datei kann nicht gelesen werden ({reason})</translation>
  </message>
  <message>
   <source>this is not a 3D lookup table ({reason})</source>
   <translation>das ist keine 3D-Tabelle ({reason})</translation>
  </message>
  <message>
   <source>the watermark is not a picture</source>
   <translation>das Wasserzeichen ist kein Bild</translation>
  </message>
  <message>
   <source>the watermark cannot be opened ({reason})</source>
   <translation>das Wasserzeichen kann nicht geöffnet werden ({reason})</translation>
  </message>
  <message>
   <source>the installation lacks {name}</source>
   <translation>der Installation fehlt {name}</translation>
  </message>
  <message>
   <source>the catalogue cannot be used ({reason})</source>
   <translation>der Katalog ist nicht benutzbar ({reason})</translation>
  </message>
  <message>
   <source>the disk with the catalogue is full</source>
   <translation>der Datenträger mit dem Katalog ist voll</translation>
  </message>
  <message>
   <source>the catalogue cannot be written ({reason})</source>
   <translation>der Katalog kann nicht geschrieben werden ({reason})</translation>
  </message>
  <message>
   <source>another program keeps the catalogue locked</source>
   <translation>ein anderes Programm hält den Katalog gesperrt</translation>
  </message>
  <message>
   <source>the catalogue is damaged ({reason})</source>
   <translation>der Katalog ist beschädigt ({reason})</translation>
  </message>
  <message>
   <source>this is no catalogue of retouch</source>
   <translation>das ist kein Katalog von retouch</translation>
  </message>
  <message>
   <source>a newer version of retouch wrote this catalogue</source>
   <translation>eine neuere Version von retouch hat diesen Katalog geschrieben</translation>
  </message>
  <message>
   <source>there is no catalogue to recover</source>
   <translation>es ist kein Katalog da, der zu retten wäre</translation>
  </message>
  <message>
   <source>the catalogue is sound</source>
   <translation>der Katalog ist in Ordnung</translation>
  </message>
  <message>
   <source>there is no room for a backup ({reason})</source>
   <translation>für eine Sicherung ist kein Platz ({reason})</translation>
  </message>
  <message>
   <source>the catalogue cannot be put aside ({reason})</source>
   <translation>der Katalog kann nicht beiseitegelegt werden ({reason})</translation>
  </message>
  <message>
   <source>the sidecar cannot be written ({reason})</source>
   <translation>die Sidecar-Datei kann nicht geschrieben werden ({reason})</translation>
  </message>
  <message>
   <source>the sidecar is no valid XMP</source>
   <translation>die Sidecar-Datei ist kein gültiges XMP</translation>
  </message>
  <message>
   <source>the sidecar is write-protected</source>
   <translation>die Sidecar-Datei ist schreibgeschützt</translation>
  </message>
  <message>
   <source>something that is no file stands in the place of the sidecar</source>
   <translation>an der Stelle der Sidecar-Datei steht etwas, das keine Datei ist</translation>
  </message>
  <message>
   <source>another program keeps changing the sidecar</source>
   <translation>ein anderes Programm ändert die Sidecar-Datei fortwährend</translation>
  </message>
  <message>
   <source>another program wrote a file of this name meanwhile</source>
   <translation>ein anderes Programm hat inzwischen eine Datei dieses Namens geschrieben</translation>
  </message>
  <message>
   <source>the folder of the photo is not there any more</source>
   <translation>der Ordner des Fotos ist nicht mehr da</translation>
  </message>
  <message>
   <source>the sidecar would not survive being changed</source>
   <translation>die Sidecar-Datei würde eine Änderung nicht überstehen</translation>
  </message>
  <message>
   <source>the sidecar cannot be read ({reason})</source>
   <translation>die Sidecar-Datei kann nicht gelesen werden ({reason})</translation>
  </message>
  <message>
   <source>the sidecar cannot be used: {reason}</source>
   <translation>die Sidecar-Datei ist nicht benutzbar: {reason}</translation>
  </message>
  <message>
   <source>the sidecar is still not written</source>
   <translation>die Sidecar-Datei ist noch immer nicht geschrieben</translation>
  </message>
  <message>
   <source>this place says nothing about the light</source>
   <translation>diese Stelle sagt nichts über das Licht</translation>
  </message>
  <message>
   <source>the picture of the sample is damaged</source>
   <translation>das Bild des Beispiels ist beschädigt</translation>
  </message>
  <message>
   <source>the originals are in this folder</source>
   <translation>in diesem Ordner liegen die Originale</translation>
  </message>
  <message>
   <source>there is no adjustment {name}</source>
   <translation>es gibt keine Anpassung {name}</translation>
  </message>
  <message>
   <source>the folder cannot be made ({reason})</source>
   <translation>der Ordner kann nicht angelegt werden ({reason})</translation>
  </message>
  <message>
   <source>“{what}” is not a setting</source>
   <translation>„{what}“ ist keine Einstellung</translation>
  </message>
  <message>
   <source>a file that retouch did not write is already at {place}</source>
   <translation>eine Datei, die nicht von retouch ist, liegt schon hier: {place}</translation>
  </message>
  <message>
   <source>this is a file, not a folder</source>
   <translation>das ist eine Datei, kein Ordner</translation>
  </message>
  <message>
   <source>the folder cannot be opened ({reason})</source>
   <translation>der Ordner kann nicht geöffnet werden ({reason})</translation>
  </message>
  <message>
   <source>the file is gone ({reason})</source>
   <translation>die Datei ist weg ({reason})</translation>
  </message>
  <message>
   <source>the file cannot be read ({reason})</source>
   <translation>die Datei kann nicht gelesen werden ({reason})</translation>
  </message>
  <message>
   <source>a name cannot contain {what}</source>
   <translation>ein Name kann {what} nicht enthalten</translation>
  </message>
  <message>
   <source>“{what}” is not a naming template ({reason})</source>
   <translation>„{what}“ ist keine Namensvorlage ({reason})</translation>
  </message>
  <message>
   <source>the names are empty</source>
   <translation>die Namen sind leer</translation>
  </message>
  <message>
   <source>the data folder cannot be made ({reason})</source>
   <translation>der Datenordner kann nicht angelegt werden ({reason})</translation>
  </message>
  <message>
   <source>the file is gone</source>
   <translation>die Datei ist weg</translation>
  </message>
  <message>
   <source>there is no recipe “{name}”</source>
   <translation>es gibt kein Rezept „{name}“</translation>
  </message>
  <message>
   <source>a recipe needs a name</source>
   <translation>ein Rezept braucht einen Namen</translation>
  </message>
  <message>
   <source>the sample shoot cannot be written ({reason})</source>
   <translation>das Beispiel kann nicht geschrieben werden ({reason})</translation>
  </message>
  <message>
   <source>this is not a photo that retouch knows</source>
   <translation>das ist kein Foto, das retouch kennt</translation>
  </message>
  <message>
   <source>a worker process cannot start</source>
   <translation>ein Arbeitsprozess startet nicht</translation>
  </message>
  <message>
   <source>it needs more memory than a photo may</source>
   <translation>es braucht mehr Speicher, als ein Foto darf</translation>
  </message>
  <message>
   <source>retouch itself failed on it ({reason})</source>
   <translation>retouch selbst ist daran gescheitert ({reason})</translation>
  </message>
  <message>
   <source>the decoder crashed on it</source>
   <translation>der Entwickler ist daran abgestürzt</translation>
  </message>
  <message>
   <source>{photo} is not a photo of this folder</source>
   <translation>{photo} ist kein Foto dieses Ordners</translation>
  </message>
  <message>
   <source>no photos given</source>
   <translation>keine Fotos angegeben</translation>
  </message>
  <message>
   <source>the monitor profile cannot be used ({reason})</source>
   <translation>das Monitorprofil ist nicht benutzbar ({reason})</translation>
  </message>
  <message>
   <source>Insert the card or connect the drive again.</source>
   <translation>Stecke die Karte ein oder verbinde das Laufwerk wieder.</translation>
  </message>
  <message>
   <source>Change its permissions.</source>
   <translation>Ändere ihre Rechte.</translation>
  </message>
  <message>
   <source>Close other programs.</source>
   <translation>Schließe andere Programme.</translation>
  </message>
  <message>
   <source>Check the card or the drive.</source>
   <translation>Prüfe die Karte oder das Laufwerk.</translation>
  </message>
  <message>
   <source>Copy it from the card again, or open the copy that your backup holds.</source>
   <translation>Kopiere sie noch einmal von der Karte oder öffne die Kopie aus deiner Sicherung.</translation>
  </message>
  <message>
   <source>If the camera is a new one, convert the file to DNG; if not, copy it from the card again.</source>
   <translation>Ist die Kamera neu, wandle die Datei in DNG um; sonst kopiere sie noch einmal von der Karte.</translation>
  </message>
  <message>
   <source>Update retouch.</source>
   <translation>Aktualisiere retouch.</translation>
  </message>
  <message>
   <source>Export it again, or delete it.</source>
   <translation>Exportiere sie noch einmal oder lösche sie.</translation>
  </message>
  <message>
   <source>Check that it may be read and that its drive is there.</source>
   <translation>Prüfe, ob sie gelesen werden darf und ihr Laufwerk da ist.</translation>
  </message>
  <message>
   <source>Export it again.</source>
   <translation>Exportiere es noch einmal.</translation>
  </message>
  <message>
   <source>Export it without metadata.</source>
   <translation>Exportiere es ohne Metadaten.</translation>
  </message>
  <message>
   <source>Install the program again.</source>
   <translation>Installiere das Programm neu.</translation>
  </message>
  <message>
   <source>Install retouch again.</source>
   <translation>Installiere retouch neu.</translation>
  </message>
  <message>
   <source>Free space or allow writing, then try again.</source>
   <translation>Mach Platz oder erlaube das Schreiben, dann versuche es noch einmal.</translation>
  </message>
  <message>
   <source>Choose another folder or make room, then export again.</source>
   <translation>Wähle einen anderen Ordner oder mach Platz, dann exportiere noch einmal.</translation>
  </message>
  <message>
   <source>Export it again as a 3D .cube file.</source>
   <translation>Exportiere ihn noch einmal als 3D-.cube-Datei.</translation>
  </message>
  <message>
   <source>Choose a PNG, JPEG or TIFF file.</source>
   <translation>Wähle eine PNG-, JPEG- oder TIFF-Datei.</translation>
  </message>
  <message>
   <source>Run “retouch doctor --repair”: it keeps the file and makes a new one from what can be read and from backups.</source>
   <translation>Starte „retouch doctor --repair“: Die Datei bleibt, und aus dem Lesbaren und den Sicherungen entsteht eine neue.</translation>
  </message>
  <message>
   <source>Nothing decided before is lost: free space or allow writing, then try again.</source>
   <translation>Nichts, was entschieden war, ist verloren: Mach Platz oder erlaube das Schreiben, dann versuche es noch einmal.</translation>
  </message>
  <message>
   <source>Close it, then try again.</source>
   <translation>Schließe es, dann versuche es noch einmal.</translation>
  </message>
  <message>
   <source>Nothing was changed in it.</source>
   <translation>Nichts wurde darin geändert.</translation>
  </message>
  <message>
   <source>Use that version; nothing was changed.</source>
   <translation>Benutze jene Version; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>One is made when retouch starts.</source>
   <translation>Einer entsteht, wenn retouch startet.</translation>
  </message>
  <message>
   <source>There is nothing to recover.</source>
   <translation>Es gibt nichts zu retten.</translation>
  </message>
  <message>
   <source>The decision is in the catalogue and will be written when it can be.</source>
   <translation>Die Entscheidung steht im Katalog und wird geschrieben, sobald es geht.</translation>
  </message>
  <message>
   <source>It was left as it is; repair or remove it. What you decide stays in the catalogue.</source>
   <translation>Sie blieb, wie sie ist; repariere oder entferne sie. Was du entscheidest, bleibt im Katalog.</translation>
  </message>
  <message>
   <source>The decision is in the catalogue.</source>
   <translation>Die Entscheidung steht im Katalog.</translation>
  </message>
  <message>
   <source>Pick a light grey place that is neither black nor blown.</source>
   <translation>Wähle eine hellgraue Stelle, die weder schwarz noch ausgefressen ist.</translation>
  </message>
  <message>
   <source>Export to a folder of its own.</source>
   <translation>Exportiere in einen eigenen Ordner.</translation>
  </message>
  <message>
   <source>Choose a folder that can be written.</source>
   <translation>Wähle einen Ordner, in den geschrieben werden kann.</translation>
  </message>
  <message>
   <source>Write it as exposure.ev=0.3.</source>
   <translation>Schreibe es wie exposure.ev=0.3.</translation>
  </message>
  <message>
   <source>Choose another folder, or allow overwriting (--overwrite).</source>
   <translation>Wähle einen anderen Ordner oder erlaube das Ersetzen (--overwrite).</translation>
  </message>
  <message>
   <source>Give the folder that the photos are in.</source>
   <translation>Gib den Ordner an, in dem die Fotos sind.</translation>
  </message>
  <message>
   <source>Check that the card or the drive is still connected.</source>
   <translation>Prüfe, ob Karte oder Laufwerk noch verbunden ist.</translation>
  </message>
  <message>
   <source>Check the card, or copy the file again.</source>
   <translation>Prüfe die Karte oder kopiere die Datei noch einmal.</translation>
  </message>
  <message>
   <source>It may contain {what}.</source>
   <translation>Er kann enthalten: {what}.</translation>
  </message>
  <message>
   <source>There are: {what}.</source>
   <translation>Es gibt: {what}.</translation>
  </message>
  <message>
   <source>Free the folder or set RETOUCH_HOME to one that can be written.</source>
   <translation>Gib den Ordner frei oder setze RETOUCH_HOME auf einen, in den geschrieben werden kann.</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Wähle einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Connect the card or the drive again and start over; what was read is kept.</source>
   <translation>Verbinde Karte oder Laufwerk wieder und fang noch einmal an; was gelesen war, bleibt.</translation>
  </message>
  <message>
   <source>Give it one.</source>
   <translation>Gib ihm einen.</translation>
  </message>
  <message>
   <source>Make room, or set RETOUCH_HOME.</source>
   <translation>Mach Platz oder setze RETOUCH_HOME.</translation>
  </message>
  <message>
   <source>Give a RAW, JPEG or TIFF file.</source>
   <translation>Gib eine RAW-, JPEG- oder TIFF-Datei an.</translation>
  </message>
  <message>
   <source>The rest goes on; check the file, or copy it from the card again.</source>
   <translation>Der Rest geht weiter; prüfe die Datei oder kopiere sie noch einmal von der Karte.</translation>
  </message>
  <message>
   <source>Run `retouch doctor` to see what is missing.</source>
   <translation>Starte `retouch doctor`, um zu sehen, was fehlt.</translation>
  </message>
  <message>
   <source>The file is probably damaged; copy it from the card again.</source>
   <translation>Die Datei ist wohl beschädigt; kopiere sie noch einmal von der Karte.</translation>
  </message>
  <message>
   <source>The rest goes on; please report it, the log has the details.</source>
   <translation>Der Rest geht weiter; bitte melde es, das Protokoll hat die Einzelheiten.</translation>
  </message>
  <message>
   <source>On Debian and Ubuntu: apt install libgles2 libegl1.</source>
   <translation>Unter Debian und Ubuntu: apt install libgles2 libegl1.</translation>
  </message>
  <message>
   <source>Name them after the folder: retouch decide FOLDER --pick IMG_1.dng.</source>
   <translation>Nenne sie nach dem Ordner: retouch decide ORDNER --pick IMG_1.dng.</translation>
  </message>
  <message>
   <source>Photos of {place} are meant.</source>
   <translation>Gemeint sind Fotos aus {place}.</translation>
  </message>
  <message>
   <source>Choose an ICC profile of a monitor, or none.</source>
   <translation>Wähle ein ICC-Profil eines Monitors oder keines.</translation>
  </message>
  <message>
   <source>the link leads nowhere</source>
   <translation>der Verweis führt ins Leere</translation>
  </message>
  <message>
   <source>{what}; {n} of {m} pictures are not delivered</source>
   <translation>{what}; {n} von {m} Bildern sind nicht ausgeliefert</translation>
  </message>
  <message>
   <source>Connect the drive that it leads to, or remove it.</source>
   <translation>Verbinde das Laufwerk, auf das er zeigt, oder entferne ihn.</translation>
  </message>
  <message>
   <source>Make room, then export again with --missing: what is there already is left alone. Not delivered: {what}</source>
   <translation>Mach Platz, dann exportiere noch einmal mit --missing: Was schon da ist, bleibt. Nicht ausgeliefert: {what}</translation>
  </message>
  <message>
   <source>Hot spots are {n} EV over the skin around them and have lost its colour</source>
   <translation>Glanzstellen liegen {n} EV über der Haut ringsum und haben deren Farbe verloren</translation>
  </message>
  <message>
   <source>The skin under both eyes is {n} EV darker than the cheeks</source>
   <translation>Die Haut unter beiden Augen ist {n} EV dunkler als die Wangen</translation>
  </message>
  <message>
   <source>The flash lit {p} of the iris red</source>
   <translation>Der Blitz hat {p} der Iris rot erhellt</translation>
  </message>
  <message>
   <source>Patches are {p} redder than the rest of this face</source>
   <translation>Stellen sind {p} röter als der Rest dieses Gesichts</translation>
  </message>
  <message>
   <source>The whites of the eyes are {p} as red as the skin</source>
   <translation>Das Weiße der Augen ist {p} so rot wie die Haut</translation>
  </message>
  <message>
   <source>Levelled with {n} frames of this scene: this skin differed by ΔE {m}, now by {k}</source>
   <translation>Mit {n} Bildern dieser Szene angeglichen: Diese Haut unterschied sich um ΔE {m}, jetzt um {k}</translation>
  </message>
  <message>
   <source>You made {n} photos of this shoot brighter, by {m} EV</source>
   <translation>Du hast {n} Fotos dieses Shootings heller gemacht, um {m} EV</translation>
  </message>
  <message>
   <source>You made {n} photos of this shoot darker, by {m} EV</source>
   <translation>Du hast {n} Fotos dieses Shootings dunkler gemacht, um {m} EV</translation>
  </message>
  <message>
   <source>a worker process cannot start ({reason})</source>
   <translation>ein Arbeitsprozess startet nicht ({reason})</translation>
  </message>
  <message>
   <source>Nothing to compare its sharpness with</source>
   <translation>Nichts da, womit die Schärfe zu vergleichen wäre</translation>
  </message>
  <message>
   <source>{what} can have no ceiling</source>
   <translation>{what} kann keine Obergrenze haben</translation>
  </message>
  <message>
   <source>100 lifts it.</source>
   <translation>100 hebt sie auf.</translation>
  </message>
  <message>
   <source>Cull the shoot first.</source>
   <translation>Sichte die Aufnahmen zuerst.</translation>
  </message>
  <message>
   <source>{what} has not been read</source>
   <translation>{what} ist noch nicht gelesen</translation>
  </message>
  <message>
   <source>{what} has no face {n}, only {m} faces</source>
   <translation>{what} hat kein Gesicht {n}, nur {m} Gesichter</translation>
  </message>
  <message>
   <source>Faces are numbered from 0, in the order of `show PHOTO --json -`.</source>
   <translation>Gesichter zählen ab 0, in der Reihenfolge von `show FOTO --json -`.</translation>
  </message>
  <message>
   <source>These can: {what}.</source>
   <translation>Diese können: {what}.</translation>
  </message>
  <message>
   <source>a ceiling runs from 0 to 100 percent, not {n}</source>
   <translation>eine Obergrenze geht von 0 bis 100 Prozent, nicht {n}</translation>
  </message>
  <message>
   <source>Not more than {p}, as you wish</source>
   <translation>Nicht mehr als {p}, wie du es willst</translation>
  </message>
 </context>
 <context>
  <name>words</name>
  <message>
   <source>no stars</source>
   <translation>keine Sterne</translation>
  </message>
  <message>
   <source>one star</source>
   <translation>ein Stern</translation>
  </message>
  <message>
   <source>{n} stars</source>
   <translation>{n} Sterne</translation>
  </message>
  <message>
   <source>label {colour}</source>
   <translation>Farbe {colour}</translation>
  </message>
  <message>
   <source>preset {name}</source>
   <translation>Vorgabe {name}</translation>
  </message>
  <message>
   <source>Scene {n}</source>
   <translation>Szene {n}</translation>
  </message>
  <message>
   <source>Single</source>
   <translation>Einzelbild</translation>
  </message>
  <message>
   <source>Burst</source>
   <translation>Serie</translation>
  </message>
  <message>
   <source>Bracket</source>
   <translation>Belichtungsreihe</translation>
  </message>
  <message>
   <source>Panorama</source>
   <translation>Panorama</translation>
  </message>
  <message>
   <source>1 frame</source>
   <translation>1 Bild</translation>
  </message>
  <message>
   <source>{n} frames</source>
   <translation>{n} Bilder</translation>
  </message>
  <message>
   <source>{n} decided</source>
   <translation>{n} fertig</translation>
  </message>
  <message>
   <source>The catalogue has been repaired</source>
   <translation>Der Katalog ist repariert</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>retouch cannot start</source>
   <translation>retouch kann nicht starten</translation>
  </message>
  <message>
   <source>Repair</source>
   <translation>Reparieren</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Open a shoot to deliver it</source>
   <translation>Öffne ein Shooting, um es auszuliefern</translation>
  </message>
  <message>
   <source>No photo is chosen yet</source>
   <translation>Noch ist kein Foto gewählt</translation>
  </message>
  <message>
   <source>1 photo will be exported</source>
   <translation>1 Foto wird exportiert</translation>
  </message>
  <message>
   <source>{n} photos will be exported</source>
   <translation>{n} Fotos werden exportiert</translation>
  </message>
  <message>
   <source>Pick photos on the Cull page (P), or choose “All” here.</source>
   <translation>Wähle Fotos auf der Seite Auswahl (P), oder nimm hier „Alle“.</translation>
  </message>
  <message>
   <source>To {folder}, about {size}.</source>
   <translation>Nach {folder}, etwa {size}.</translation>
  </message>
  <message>
   <source>Everything that you decided will be in the pictures. The originals stay as they are.</source>
   <translation>Alles, was du entschieden hast, wird in den Bildern sein. Die Originale bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>1 file of others is there already and stays.</source>
   <translation>1 fremde Datei ist schon da und bleibt.</translation>
  </message>
  <message>
   <source>{n} files of others are there already and stay.</source>
   <translation>{n} fremde Dateien sind schon da und bleiben.</translation>
  </message>
  <message>
   <source>Allow replacing, or choose another folder or other names.</source>
   <translation>Erlaube das Ersetzen, oder wähle einen anderen Ordner oder andere Namen.</translation>
  </message>
  <message>
   <source>1 file that is there will be replaced.</source>
   <translation>1 vorhandene Datei wird ersetzt.</translation>
  </message>
  <message>
   <source>{n} files that are there will be replaced.</source>
   <translation>{n} vorhandene Dateien werden ersetzt.</translation>
  </message>
  <message>
   <source>1 photo has suggestions that you have not decided; these are left out.</source>
   <translation>1 Foto hat Vorschläge, über die du nicht entschieden hast; sie bleiben weg.</translation>
  </message>
  <message>
   <source>{n} photos have suggestions that you have not decided; these are left out.</source>
   <translation>{n} Fotos haben Vorschläge, über die du nicht entschieden hast; sie bleiben weg.</translation>
  </message>
  <message>
   <source>1 of the photos is rejected.</source>
   <translation>1 der Fotos ist abgelehnt.</translation>
  </message>
  <message>
   <source>{n} of the photos are rejected.</source>
   <translation>{n} der Fotos sind abgelehnt.</translation>
  </message>
  <message>
   <source>Skin may lose more texture than usual, the floor is unlocked: {names}</source>
   <translation>Haut kann mehr Struktur verlieren als üblich, die Untergrenze ist aufgehoben: {names}</translation>
  </message>
  <message>
   <source>There may be too little room: about {size} are needed, {free} are free.</source>
   <translation>Der Platz reicht vielleicht nicht: etwa {size} werden gebraucht, {free} sind frei.</translation>
  </message>
  <message>
   <source>is there already and stays</source>
   <translation>ist schon da und bleibt</translation>
  </message>
  <message>
   <source>replaces the one that is there</source>
   <translation>ersetzt die vorhandene</translation>
  </message>
  <message>
   <source>{n} picked</source>
   <translation>{n} ausgewählt</translation>
  </message>
  <message>
   <source>{n} rejected</source>
   <translation>{n} abgelehnt</translation>
  </message>
  <message>
   <source>{n} with stars</source>
   <translation>{n} mit Sternen</translation>
  </message>
  <message>
   <source>{n} with a label</source>
   <translation>{n} mit Farbe</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>{names} and {n} more</source>
   <translation>{names} und {n} weitere</translation>
  </message>
  <message>
   <source>{n} s left</source>
   <translation>noch {n} s</translation>
  </message>
  <message>
   <source>{n} min left</source>
   <translation>noch {n} min</translation>
  </message>
  <message>
   <source>{n} h left</source>
   <translation>noch {n} h</translation>
  </message>
  <message>
   <source>Eyes open</source>
   <translation>Augen offen</translation>
  </message>
  <message>
   <source>Eyes closed</source>
   <translation>Augen zu</translation>
  </message>
  <message>
   <source>Half closed</source>
   <translation>Halb geschlossen</translation>
  </message>
  <message>
   <source>Wink</source>
   <translation>Zwinkern</translation>
  </message>
  <message>
   <source>Laughing eyes</source>
   <translation>Lachende Augen</translation>
  </message>
  <message>
   <source>Looking down</source>
   <translation>Blick nach unten</translation>
  </message>
  <message>
   <source>Eyes hidden</source>
   <translation>Augen verdeckt</translation>
  </message>
  <message>
   <source>Can’t tell</source>
   <translation>Nicht erkennbar</translation>
  </message>
  <message>
   <source>Soft {n}</source>
   <translation>Unscharf {n}</translation>
  </message>
  <message>
   <source>Focus {n}</source>
   <translation>Schärfe {n}</translation>
  </message>
  <message>
   <source>Laughing</source>
   <translation>Lacht</translation>
  </message>
  <message>
   <source>Smiling</source>
   <translation>Lächelt</translation>
  </message>
  <message>
   <source>Talking</source>
   <translation>Spricht</translation>
  </message>
  <message>
   <source>Calm</source>
   <translation>Ruhig</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Maybe</source>
   <translation>Vielleicht</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Picked</source>
   <translation>Ausgewählt</translation>
  </message>
  <message>
   <source>Unflagged</source>
   <translation>Ohne Markierung</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>Abgelehnt</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>Angenommen</translation>
  </message>
  <message>
   <source>Tweaked</source>
   <translation>Angepasst</translation>
  </message>
  <message>
   <source>Dismissed</source>
   <translation>Verworfen</translation>
  </message>
  <message>
   <source>By hand</source>
   <translation>Von Hand</translation>
  </message>
  <message>
   <source>From another program</source>
   <translation>Aus einem anderen Programm</translation>
  </message>
  <message>
   <source>1 photo</source>
   <translation>1 Foto</translation>
  </message>
  <message>
   <source>{n} decisions</source>
   <translation>{n} Entscheidungen</translation>
  </message>
  <message>
   <source>undone</source>
   <translation>zurückgenommen</translation>
  </message>
  <message>
   <source>Suggested: {verdict}</source>
   <translation>Vorschlag: {verdict}</translation>
  </message>
  <message>
   <source>suggested: {verdict}</source>
   <translation>Vorschlag: {verdict}</translation>
  </message>
  <message>
   <source>{what}, and go on</source>
   <translation>{what}, und weiter</translation>
  </message>
  <message>
   <source>looking through the folder</source>
   <translation>sehe den Ordner durch</translation>
  </message>
  <message>
   <source>reading faces</source>
   <translation>lese Gesichter</translation>
  </message>
  <message>
   <source>reading skin</source>
   <translation>lese Haut</translation>
  </message>
  <message>
   <source>proposing</source>
   <translation>schlage vor</translation>
  </message>
  <message>
   <source>measuring highlights</source>
   <translation>Lichter werden gemessen</translation>
  </message>
  <message>
   <source>exporting</source>
   <translation>exportiere</translation>
  </message>
  <message>
   <source>making the sample shoot</source>
   <translation>mache das Beispiel</translation>
  </message>
  <message>
   <source>pick</source>
   <translation>auswählen</translation>
  </message>
  <message>
   <source>reject</source>
   <translation>ablehnen</translation>
  </message>
  <message>
   <source>unflag</source>
   <translation>Markierung aufheben</translation>
  </message>
  <message>
   <source>accept</source>
   <translation>annehmen</translation>
  </message>
  <message>
   <source>dismiss</source>
   <translation>verwerfen</translation>
  </message>
  <message>
   <source>accept all</source>
   <translation>alle annehmen</translation>
  </message>
  <message>
   <source>accept suggestions</source>
   <translation>Vorschläge annehmen</translation>
  </message>
  <message>
   <source>accept rejects</source>
   <translation>Ablehnungen annehmen</translation>
  </message>
  <message>
   <source>dismiss suggestions</source>
   <translation>Vorschläge verwerfen</translation>
  </message>
  <message>
   <source>key person</source>
   <translation>Hauptperson</translation>
  </message>
  <message>
   <source>ordinary person</source>
   <translation>keine Hauptperson</translation>
  </message>
  <message>
   <source>paste</source>
   <translation>einfügen</translation>
  </message>
  <message>
   <source>apply</source>
   <translation>anwenden</translation>
  </message>
  <message>
   <source>ceiling for the shoot</source>
   <translation>Grenze für das Shooting</translation>
  </message>
  <message>
   <source>ceiling for a person</source>
   <translation>Grenze für eine Person</translation>
  </message>
  <message>
   <source>taken over from sidecars</source>
   <translation>aus Sidecars übernommen</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>Gelb</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Purple</source>
   <translation>Violett</translation>
  </message>
  <message>
   <source>Suggested</source>
   <translation>Vorgeschlagen</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Licht</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Skin</source>
   <translation>Haut</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>Detail</translation>
  </message>
  <message>
   <source>Geometry</source>
   <translation>Geometrie</translation>
  </message>
  <message>
   <source>Web</source>
   <translation>Web</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Druck</translation>
  </message>
  <message>
   <source>Client proof</source>
   <translation>Kundenvorschau</translation>
  </message>
  <message>
   <source>Headshot</source>
   <translation>Bewerbungsbild</translation>
  </message>
  <message>
   <source>Full size</source>
   <translation>Volle Größe</translation>
  </message>
  <message>
   <source>Retouching elsewhere</source>
   <translation>Retusche anderswo</translation>
  </message>
  <message>
   <source>Portrait</source>
   <translation>Porträt</translation>
  </message>
  <message>
   <source>Wedding</source>
   <translation>Hochzeit</translation>
  </message>
  <message>
   <source>Groups</source>
   <translation>Gruppen</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Veranstaltung</translation>
  </message>
  <message>
   <source>Lens</source>
   <translation>Objektiv</translation>
  </message>
  <message>
   <source>Distortion</source>
   <translation>Verzeichnung</translation>
  </message>
  <message>
   <source>How much of the file's correction is done; 0 is as the lens saw</source>
   <translation>Wie viel von der Korrektur in der Datei ausgeführt wird; 0 ist, wie das Objektiv es sah</translation>
  </message>
  <message>
   <source>Vignetting</source>
   <translation>Randabfall</translation>
  </message>
  <message>
   <source>How much the corners are evened out as the file asks; 0 is not at all</source>
   <translation>Wie weit die Ecken aufgehellt werden, wie die Datei es verlangt; 0 ist gar nicht</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>Rauschen</translation>
  </message>
  <message>
   <source>Colour noise</source>
   <translation>Farbrauschen</translation>
  </message>
  <message>
   <source>Smooths coloured speckles</source>
   <translation>Glättet farbige Flecken</translation>
  </message>
  <message>
   <source>Grain</source>
   <translation>Korn</translation>
  </message>
  <message>
   <source>Smooths brightness, where there is no detail</source>
   <translation>Glättet die Helligkeit, wo kein Detail ist</translation>
  </message>
  <message>
   <source>Blemishes</source>
   <translation>Unreinheiten</translation>
  </message>
  <message>
   <source>Heals spots from the skin around; pores stay</source>
   <translation>Heilt Flecken aus der Haut ringsum; Poren bleiben</translation>
  </message>
  <message>
   <source>Skin evenness</source>
   <translation>Ebenmäßige Haut</translation>
  </message>
  <message>
   <source>Evenness</source>
   <translation>Ebenmaß</translation>
  </message>
  <message>
   <source>Evens blotches of tone and colour; pores and shading stay</source>
   <translation>Gleicht Flecken in Ton und Farbe aus; Poren und Schattierung bleiben</translation>
  </message>
  <message>
   <source>Redness</source>
   <translation>Rötung</translation>
  </message>
  <message>
   <source>Calms red patches; lips and the flush of the whole face stay</source>
   <translation>Beruhigt rote Stellen; Lippen und Gesichtsfarbe bleiben</translation>
  </message>
  <message>
   <source>Shine</source>
   <translation>Glanz</translation>
  </message>
  <message>
   <source>Brings down shiny spots and gives them colour</source>
   <translation>Nimmt glänzende Stellen zurück und gibt ihnen Farbe</translation>
  </message>
  <message>
   <source>Under the eyes</source>
   <translation>Unter den Augen</translation>
  </message>
  <message>
   <source>Softens dark circles and bags; they stay a part of the face</source>
   <translation>Mildert Augenringe; sie bleiben Teil des Gesichts</translation>
  </message>
  <message>
   <source>Wrinkles</source>
   <translation>Falten</translation>
  </message>
  <message>
   <source>Softness</source>
   <translation>Weichheit</translation>
  </message>
  <message>
   <source>Softens lines and folds; they stay where they are</source>
   <translation>Mildert Linien und Falten; sie bleiben, wo sie sind</translation>
  </message>
  <message>
   <source>Eyes</source>
   <translation>Augen</translation>
  </message>
  <message>
   <source>Clears the whites and brightens the irises a little</source>
   <translation>Klärt das Weiße und hellt die Iris etwas auf</translation>
  </message>
  <message>
   <source>Red eye</source>
   <translation>Rote Augen</translation>
  </message>
  <message>
   <source>Makes pupils dark again that the flash lit red</source>
   <translation>Macht Pupillen wieder dunkel, die der Blitz rot erhellt hat</translation>
  </message>
  <message>
   <source>Teeth</source>
   <translation>Zähne</translation>
  </message>
  <message>
   <source>Takes yellow out of teeth and lightens them a little</source>
   <translation>Nimmt Gelb aus den Zähnen und hellt sie etwas auf</translation>
  </message>
  <message>
   <source>Dehaze</source>
   <translation>Dunst</translation>
  </message>
  <message>
   <source>Clears haze and flare; lower adds mist</source>
   <translation>Entfernt Dunst und Streulicht; niedriger gibt Nebel</translation>
  </message>
  <message>
   <source>Clarity</source>
   <translation>Klarheit</translation>
  </message>
  <message>
   <source>Contrast between neighbouring parts; lower is softer</source>
   <translation>Kontrast zwischen benachbarten Teilen; niedriger ist weicher</translation>
  </message>
  <message>
   <source>Texture</source>
   <translation>Struktur</translation>
  </message>
  <message>
   <source>Fine detail: hair, cloth, pores; lower is softer</source>
   <translation>Feine Details: Haar, Stoff, Poren; niedriger ist weicher</translation>
  </message>
  <message>
   <source>Texture floor</source>
   <translation>Mindeststruktur</translation>
  </message>
  <message>
   <source>Keep at least</source>
   <translation>Mindestens behalten</translation>
  </message>
  <message>
   <source>Skin texture that no other slider takes away</source>
   <translation>Hautstruktur, die kein anderer Regler wegnimmt</translation>
  </message>
  <message>
   <source>White balance</source>
   <translation>Weißabgleich</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Colour of the light: 0 is as shot, lower values were warmer light</source>
   <translation>Farbe des Lichts: 0 ist wie aufgenommen, niedriger war wärmeres Licht</translation>
  </message>
  <message>
   <source>Tint</source>
   <translation>Tönung</translation>
  </message>
  <message>
   <source>Green (negative) or magenta (positive) correction</source>
   <translation>Korrektur nach Grün (negativ) oder Magenta (positiv)</translation>
  </message>
  <message>
   <source>Exposure</source>
   <translation>Belichtung</translation>
  </message>
  <message>
   <source>Brighter or darker, as if the shutter had been slower or faster</source>
   <translation>Heller oder dunkler, als wäre länger oder kürzer belichtet</translation>
  </message>
  <message>
   <source>Highlights</source>
   <translation>Lichter</translation>
  </message>
  <message>
   <source>Lower brings back bright skies and shiny skin</source>
   <translation>Niedriger holt hellen Himmel und glänzende Haut zurück</translation>
  </message>
  <message>
   <source>Shadows</source>
   <translation>Tiefen</translation>
  </message>
  <message>
   <source>Higher opens dark hair, suits and back-lit faces</source>
   <translation>Höher öffnet dunkles Haar, Anzüge und Gegenlicht</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>Kontrast</translation>
  </message>
  <message>
   <source>Higher parts light from dark around middle grey</source>
   <translation>Höher trennt Hell von Dunkel um Mittelgrau</translation>
  </message>
  <message>
   <source>Whites</source>
   <translation>Weiß</translation>
  </message>
  <message>
   <source>Higher makes the brightest tones reach white</source>
   <translation>Höher lässt die hellsten Töne Weiß erreichen</translation>
  </message>
  <message>
   <source>Blacks</source>
   <translation>Schwarz</translation>
  </message>
  <message>
   <source>Lower makes the darkest tones black, higher fades them</source>
   <translation>Niedriger macht die dunkelsten Töne schwarz, höher blasst sie aus</translation>
  </message>
  <message>
   <source>Curve</source>
   <translation>Kurve</translation>
  </message>
  <message>
   <source>Deepest</source>
   <translation>Tiefste</translation>
  </message>
  <message>
   <source>Brightness of what is at 10 %</source>
   <translation>Helligkeit dessen, was bei 10 % liegt</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkle</translation>
  </message>
  <message>
   <source>Brightness of what is at 30 %</source>
   <translation>Helligkeit dessen, was bei 30 % liegt</translation>
  </message>
  <message>
   <source>Middle</source>
   <translation>Mitte</translation>
  </message>
  <message>
   <source>Brightness of what is at 50 %</source>
   <translation>Helligkeit dessen, was bei 50 % liegt</translation>
  </message>
  <message>
   <source>Brightness of what is at 70 %</source>
   <translation>Helligkeit dessen, was bei 70 % liegt</translation>
  </message>
  <message>
   <source>Lightest</source>
   <translation>Hellste</translation>
  </message>
  <message>
   <source>Brightness of what is at 90 %</source>
   <translation>Helligkeit dessen, was bei 90 % liegt</translation>
  </message>
  <message>
   <source>Vibrance</source>
   <translation>Dynamik</translation>
  </message>
  <message>
   <source>Strength of pale colours; skin is protected</source>
   <translation>Stärke blasser Farben; Haut ist geschützt</translation>
  </message>
  <message>
   <source>Saturation</source>
   <translation>Sättigung</translation>
  </message>
  <message>
   <source>Strength of all colours alike; lowest is grey</source>
   <translation>Stärke aller Farben; am niedrigsten ist grau</translation>
  </message>
  <message>
   <source>Colour mixer</source>
   <translation>Farbmischer</translation>
  </message>
  <message>
   <source>Red hue</source>
   <translation>Rot: Farbton</translation>
  </message>
  <message>
   <source>Turn red towards its neighbours</source>
   <translation>Dreht Rot zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Orange hue</source>
   <translation>Orange: Farbton</translation>
  </message>
  <message>
   <source>Turn orange towards its neighbours</source>
   <translation>Dreht Orange zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Yellow hue</source>
   <translation>Gelb: Farbton</translation>
  </message>
  <message>
   <source>Turn yellow towards its neighbours</source>
   <translation>Dreht Gelb zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Green hue</source>
   <translation>Grün: Farbton</translation>
  </message>
  <message>
   <source>Turn green towards its neighbours</source>
   <translation>Dreht Grün zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Aqua hue</source>
   <translation>Türkis: Farbton</translation>
  </message>
  <message>
   <source>Turn aqua towards its neighbours</source>
   <translation>Dreht Türkis zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Blue hue</source>
   <translation>Blau: Farbton</translation>
  </message>
  <message>
   <source>Turn blue towards its neighbours</source>
   <translation>Dreht Blau zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Purple hue</source>
   <translation>Violett: Farbton</translation>
  </message>
  <message>
   <source>Turn purple towards its neighbours</source>
   <translation>Dreht Violett zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Magenta hue</source>
   <translation>Magenta: Farbton</translation>
  </message>
  <message>
   <source>Turn magenta towards its neighbours</source>
   <translation>Dreht Magenta zu seinen Nachbarn</translation>
  </message>
  <message>
   <source>Red saturation</source>
   <translation>Rot: Sättigung</translation>
  </message>
  <message>
   <source>Strength of red</source>
   <translation>Stärke von Rot</translation>
  </message>
  <message>
   <source>Orange saturation</source>
   <translation>Orange: Sättigung</translation>
  </message>
  <message>
   <source>Strength of orange</source>
   <translation>Stärke von Orange</translation>
  </message>
  <message>
   <source>Yellow saturation</source>
   <translation>Gelb: Sättigung</translation>
  </message>
  <message>
   <source>Strength of yellow</source>
   <translation>Stärke von Gelb</translation>
  </message>
  <message>
   <source>Green saturation</source>
   <translation>Grün: Sättigung</translation>
  </message>
  <message>
   <source>Strength of green</source>
   <translation>Stärke von Grün</translation>
  </message>
  <message>
   <source>Aqua saturation</source>
   <translation>Türkis: Sättigung</translation>
  </message>
  <message>
   <source>Strength of aqua</source>
   <translation>Stärke von Türkis</translation>
  </message>
  <message>
   <source>Blue saturation</source>
   <translation>Blau: Sättigung</translation>
  </message>
  <message>
   <source>Strength of blue</source>
   <translation>Stärke von Blau</translation>
  </message>
  <message>
   <source>Purple saturation</source>
   <translation>Violett: Sättigung</translation>
  </message>
  <message>
   <source>Strength of purple</source>
   <translation>Stärke von Violett</translation>
  </message>
  <message>
   <source>Magenta saturation</source>
   <translation>Magenta: Sättigung</translation>
  </message>
  <message>
   <source>Strength of magenta</source>
   <translation>Stärke von Magenta</translation>
  </message>
  <message>
   <source>Red lightness</source>
   <translation>Rot: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of red</source>
   <translation>Helligkeit von Rot</translation>
  </message>
  <message>
   <source>Orange lightness</source>
   <translation>Orange: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of orange</source>
   <translation>Helligkeit von Orange</translation>
  </message>
  <message>
   <source>Yellow lightness</source>
   <translation>Gelb: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of yellow</source>
   <translation>Helligkeit von Gelb</translation>
  </message>
  <message>
   <source>Green lightness</source>
   <translation>Grün: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of green</source>
   <translation>Helligkeit von Grün</translation>
  </message>
  <message>
   <source>Aqua lightness</source>
   <translation>Türkis: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of aqua</source>
   <translation>Helligkeit von Türkis</translation>
  </message>
  <message>
   <source>Blue lightness</source>
   <translation>Blau: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of blue</source>
   <translation>Helligkeit von Blau</translation>
  </message>
  <message>
   <source>Purple lightness</source>
   <translation>Violett: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of purple</source>
   <translation>Helligkeit von Violett</translation>
  </message>
  <message>
   <source>Magenta lightness</source>
   <translation>Magenta: Helligkeit</translation>
  </message>
  <message>
   <source>Brightness of magenta</source>
   <translation>Helligkeit von Magenta</translation>
  </message>
  <message>
   <source>Black and white</source>
   <translation>Schwarzweiß</translation>
  </message>
  <message>
   <source>Share of colour that is taken away</source>
   <translation>Anteil der Farbe, der weggenommen wird</translation>
  </message>
  <message>
   <source>Brightness of what was red</source>
   <translation>Helligkeit dessen, was rot war</translation>
  </message>
  <message>
   <source>Orange</source>
   <translation>Orange</translation>
  </message>
  <message>
   <source>Brightness of what was orange</source>
   <translation>Helligkeit dessen, was orange war</translation>
  </message>
  <message>
   <source>Brightness of what was yellow</source>
   <translation>Helligkeit dessen, was gelb war</translation>
  </message>
  <message>
   <source>Brightness of what was green</source>
   <translation>Helligkeit dessen, was grün war</translation>
  </message>
  <message>
   <source>Aqua</source>
   <translation>Türkis</translation>
  </message>
  <message>
   <source>Brightness of what was aqua</source>
   <translation>Helligkeit dessen, was türkis war</translation>
  </message>
  <message>
   <source>Brightness of what was blue</source>
   <translation>Helligkeit dessen, was blau war</translation>
  </message>
  <message>
   <source>Brightness of what was purple</source>
   <translation>Helligkeit dessen, was violett war</translation>
  </message>
  <message>
   <source>Magenta</source>
   <translation>Magenta</translation>
  </message>
  <message>
   <source>Brightness of what was magenta</source>
   <translation>Helligkeit dessen, was magenta war</translation>
  </message>
  <message>
   <source>Imported look</source>
   <translation>Importierter Look</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>Stärke</translation>
  </message>
  <message>
   <source>How much of the imported look is seen</source>
   <translation>Wie viel vom importierten Look zu sehen ist</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Look</translation>
  </message>
  <message>
   <source>The number under which the .cube file was imported</source>
   <translation>Die Nummer, unter der die .cube-Datei importiert wurde</translation>
  </message>
  <message>
   <source>Rotate</source>
   <translation>Drehen</translation>
  </message>
  <message>
   <source>Quarter turns</source>
   <translation>Vierteldrehungen</translation>
  </message>
  <message>
   <source>Clockwise</source>
   <translation>Im Uhrzeigersinn</translation>
  </message>
  <message>
   <source>Straighten</source>
   <translation>Ausrichten</translation>
  </message>
  <message>
   <source>Turn clockwise, corners cropped away</source>
   <translation>Im Uhrzeigersinn drehen, Ecken werden abgeschnitten</translation>
  </message>
  <message>
   <source>Crop</source>
   <translation>Zuschnitt</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Links</translation>
  </message>
  <message>
   <source>Cut off the left</source>
   <translation>Links abschneiden</translation>
  </message>
  <message>
   <source>Top</source>
   <translation>Oben</translation>
  </message>
  <message>
   <source>Cut off the top</source>
   <translation>Oben abschneiden</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Rechts</translation>
  </message>
  <message>
   <source>Cut off the right</source>
   <translation>Rechts abschneiden</translation>
  </message>
  <message>
   <source>Bottom</source>
   <translation>Unten</translation>
  </message>
  <message>
   <source>Cut off the bottom</source>
   <translation>Unten abschneiden</translation>
  </message>
  <message>
   <source>Vignette</source>
   <translation>Vignette</translation>
  </message>
  <message>
   <source>Lower darkens the corners, higher brightens them</source>
   <translation>Niedriger dunkelt die Ecken ab, höher hellt sie auf</translation>
  </message>
  <message>
   <source>Sharpening</source>
   <translation>Schärfung</translation>
  </message>
  <message>
   <source>Radius</source>
   <translation>Radius</translation>
  </message>
  <message>
   <source>Size of the detail that is sharpened, at full size</source>
   <translation>Größe des geschärften Details bei voller Größe</translation>
  </message>
  <message>
   <source>Soft portrait</source>
   <translation>Weiches Porträt</translation>
  </message>
  <message>
   <source>Gentle contrast, quiet colours, bright skin</source>
   <translation>Sanfter Kontrast, ruhige Farben, helle Haut</translation>
  </message>
  <message>
   <source>Clean and bright</source>
   <translation>Klar und hell</translation>
  </message>
  <message>
   <source>Open shadows and crisp whites for headshots</source>
   <translation>Offene Tiefen und klares Weiß für Bewerbungsbilder</translation>
  </message>
  <message>
   <source>Rich colour</source>
   <translation>Satte Farbe</translation>
  </message>
  <message>
   <source>Fuller colours, skin protected</source>
   <translation>Vollere Farben, Haut geschützt</translation>
  </message>
  <message>
   <source>Warm evening</source>
   <translation>Warmer Abend</translation>
  </message>
  <message>
   <source>Golden light in the bright tones, blues held back</source>
   <translation>Goldenes Licht in hellen Tönen, Blau zurückgenommen</translation>
  </message>
  <message>
   <source>Cool editorial</source>
   <translation>Kühles Magazin</translation>
  </message>
  <message>
   <source>Firm contrast, cool blues, restrained reds</source>
   <translation>Fester Kontrast, kühles Blau, zurückhaltendes Rot</translation>
  </message>
  <message>
   <source>Matte film</source>
   <translation>Matter Film</translation>
  </message>
  <message>
   <source>Lifted blacks, calm highlights, softer greens</source>
   <translation>Angehobenes Schwarz, ruhige Lichter, weicheres Grün</translation>
  </message>
  <message>
   <source>Faded summer</source>
   <translation>Verblasster Sommer</translation>
  </message>
  <message>
   <source>Pale and airy</source>
   <translation>Blass und luftig</translation>
  </message>
  <message>
   <source>Wedding light</source>
   <translation>Hochzeitslicht</translation>
  </message>
  <message>
   <source>Whites with detail, dresses and suits both readable</source>
   <translation>Weiß mit Zeichnung, Kleid und Anzug beide lesbar</translation>
  </message>
  <message>
   <source>Green garden</source>
   <translation>Grüner Garten</translation>
  </message>
  <message>
   <source>Natural greens behind people</source>
   <translation>Natürliches Grün hinter Menschen</translation>
  </message>
  <message>
   <source>Deep drama</source>
   <translation>Tiefes Drama</translation>
  </message>
  <message>
   <source>Dark ground, strong modelling, corners falling off</source>
   <translation>Dunkler Grund, starke Modellierung, abfallende Ecken</translation>
  </message>
  <message>
   <source>Black and white, classic</source>
   <translation>Schwarzweiß, klassisch</translation>
  </message>
  <message>
   <source>Neutral greys with firm contrast, skin a little lighter</source>
   <translation>Neutrale Grautöne mit festem Kontrast, Haut etwas heller</translation>
  </message>
  <message>
   <source>Black and white, high key</source>
   <translation>Schwarzweiß, High Key</translation>
  </message>
  <message>
   <source>Light and soft, skin luminous</source>
   <translation>Hell und weich, leuchtende Haut</translation>
  </message>
  <message>
   <source>Black and white, grit</source>
   <translation>Schwarzweiß, rau</translation>
  </message>
  <message>
   <source>Hard light and texture for character portraits</source>
   <translation>Hartes Licht und Struktur für Charakterporträts</translation>
  </message>
 </context>
</TS>
