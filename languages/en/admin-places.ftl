## admin/places.html

admin-places-console = Console
