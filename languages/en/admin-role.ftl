## admin/role_boxes.html

admin-role-boxes-what-they-may-do-in = What they may do in this console
