// The console's applications: connecting one, where its metadata is published, and the link for its engineers.

import { proof } from "./account.mjs";

export async function applications(grace) {
  await grace.at("/admin/applications");
  await grace.enter("=Add an application");
  await grace.type("#pasted", "not metadata");
  await grace.enter("=Look at it");
  await grace.look("application-refused", { refused: true });
  await grace.type("#pasted", await grace.ask("metadata"));
  await grace.enter("=Look at it");
  await grace.look("application-look");
  await grace.space("#tell-0");
  await grace.enter("=See what it would be told");
  await grace.look("application-told");
  await grace.typeAll({ passphrase: "a guess that is wrong", code: "000000" });
  await grace.enter("=Connect");
  await grace.look("application-look-refused", { refused: true });
  await grace.typeAll(await proof(grace));
  await grace.enter("=Connect");
  await grace.has("#done");
  await grace.look("application");
  await grace.enter("=Change what it may know");
  await grace.look("application-change");
  await grace.typeAll(await proof(grace));
  await grace.enter("=Let it hold");
  await grace.has("#done");
  await subscription(grace);
  await grace.enter("=Try the sign-on");
  await grace.look("application-trial");
  await grace.page.goBack();
  await grace.enter("=Remove it");
  await grace.look("application-remove");
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#done");
  await grace.ask("sql", { statement: "update service_provider set released = '{uid}' where entity_id like '%pharmacy%'" });
  await grace.at("/admin/applications");
  await grace.look("applications-look");
  await grace.enter("=https://pharmacy.example/saml");
  await grace.look("application-over");
}

async function subscription(grace) {
  await grace.enter("=Where its metadata is");
  await grace.look("application-subscription");
  await grace.typeAll({ address: "http://laboratory.example/metadata", ...await proof(grace) });
  await grace.enter("=Let it hold");
  await grace.look("application-subscription-refused", { refused: true });
  await grace.typeAll({ address: "https://laboratory.example/metadata", ...await proof(grace) });
  await grace.enter("=Let it hold");
  await grace.has("#done");
  await grace.ask("found");
  await grace.at("/admin");
  await grace.look("console-metadata-changed");
  await grace.enter("=Laboratory");
  await grace.look("application-found");
  await grace.typeAll({ passphrase: "a guess that is wrong", code: "000000" });
  await grace.enter("=Approve it");
  await grace.look("application-found-refused", { refused: true });
  await grace.enter("=Decide later");
  await grace.look("application-subscription-found");
  await grace.enter("=See what would change");
  await grace.enter("=Dismiss it");
  await grace.has("#done");
  await grace.look("application-subscription-left");
  await grace.enter("=Back to the application");
}

export async function engineers(grace) {
  const page = `/admin/applications/engineers?entity=${encodeURIComponent("https://clinic.example/saml")}`;
  await grace.at(page);
  await grace.look("application-engineers");
  await grace.typeAll({ days: "99", ...await proof(grace) });
  await grace.enter("=Make the link");
  await grace.look("application-engineers-refused", { refused: true });
  await grace.typeAll({ days: "7", ...await proof(grace) });
  await grace.enter("=Make the link");
  await grace.look("application-engineers-link");
  const link = await grace.text("#link");
  await grace.at(new URL(link).pathname);
  await grace.look("partner");
  await grace.enter(`=${(await grace.text("main table.data td a")).trim()}`);
  await grace.look("partner-sign-on");
  await grace.enter("=All that the link shows");
  await grace.at(page);
  await grace.enter("main section.card button");
  await grace.has("#done");
  await grace.look("application-engineers-ended");
}
