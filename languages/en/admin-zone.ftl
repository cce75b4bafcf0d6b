## admin/look.html and its preview: the zone of an organisation's times

admin-zone-label = The zone of its times
admin-zone-hint = Like Europe/Rome. In it are the times in mail and on letters, and on pages whose browser does not say where it is; all others see the times of where they are. Empty: UTC.
admin-zone-written-as = A zone is written as a region and a city in it, like Europe/Rome, or as UTC.
admin-zone-times = Times
admin-zone-now-there = as in { $zone }: it is { $now } now
admin-zone-now-in-utc = in UTC: it is { $now } now
