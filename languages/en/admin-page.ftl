## admin/page.html

admin-page-console = Console
admin-page-request = Request <code>{ $request-id }</code>
