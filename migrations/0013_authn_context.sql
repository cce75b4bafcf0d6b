-- How people are to have signed in for a service provider: the class that is asserted where its requests ask for none, and how
-- many minutes old their factors may be. Null leaves either as it was. The row's MAC covers both.
alter table service_provider
    add column default_context  text check (default_context in ('mfa', 'password', 'sfa', 'unspecified')),
    add column fresh_within     integer check (fresh_within between 1 and 720);
