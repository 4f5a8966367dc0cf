"""HQ: enrolment, import, gaps and forks, receipts."""
