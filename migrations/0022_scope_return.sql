-- Where a page is led back to that asked for keys: of scopes that are delivered to pages, and of no others.
alter table scope
    add column return_to text;
