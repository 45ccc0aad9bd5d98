//! The server.
mod ask;
mod problem;
mod reply;
mod stores;
