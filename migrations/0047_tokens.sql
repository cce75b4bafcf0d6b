-- Finds that a program's token was ended, by a mark that only the keeper makes: asked at each of its requests, of few rows among very many.
create index audit_of_token on audit (subject) where event = 'token ended for good';
