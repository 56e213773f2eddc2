//! The files in R2.
use super::{Listed, Stored, bindings::fault};
use crate::error::Result;
use axum::{body::Body, response::Response};
use futures_util::TryStreamExt as _;
use std::{mem, sync::Arc};
use worker::{
    Bucket, ByteStream, HttpMetadata, MultipartUpload, Range, ResponseBody, UploadedPart,
    send::{SendFuture, SendWrapper},
};

#[derive(Clone)]
pub struct Files(pub(super) Arc<Bucket>);

impl Files {
    pub async fn put(&self, key: &str, file: Stored) -> Result<()> {
        let metadata =
            HttpMetadata { content_type: Some(file.content_type), ..HttpMetadata::default() };
        SendFuture::new(self.0.put(key, file.bytes).http_metadata(metadata).execute())
            .await
            .map_err(fault)?;
        Ok(())
    }

    /// Begins to store a file whose bytes arrive one after the other.
    pub fn begin(&self, key: &str, content_type: &str) -> Writing {
        Writing {
            files: self.clone(),
            key: key.to_owned(),
            content_type: content_type.to_owned(),
            waiting: Vec::new(),
            upload: None,
            parts: Vec::new(),
        }
    }

    /// A response with the bytes of a file, or with `(offset, length)` of them. The platform passes them on without
    /// copying them into the memory of WebAssembly.
    pub async fn open(&self, key: &str, part: Option<(u64, u64)>) -> Result<Option<Response>> {
        SendFuture::new(async {
            let get = self.0.get(key);
            let get = match part {
                Some((offset, length)) => get.range(Range::OffsetWithLength { offset, length }),
                None => get,
            };
            let Some(object) = get.execute().await.map_err(fault)? else { return Ok(None) };
            let Some(body) = object.body() else { return Ok(None) };
            let mut response = Response::new(Body::empty());
            if let ResponseBody::Stream(stream) = body.response_body().map_err(fault)? {
                response.extensions_mut().insert(Streamed(Arc::new(SendWrapper::new(stream))));
            }
            Ok(Some(response))
        })
        .await
    }

    /// A file that is read piece by piece; none if it is not there.
    pub async fn read(&self, key: &str) -> Result<Option<Reading>> {
        SendFuture::new(async {
            let Some(object) = self.0.get(key).execute().await.map_err(fault)? else {
                return Ok(None);
            };
            let Some(body) = object.body() else { return Ok(None) };
            Ok(Some(Reading(SendWrapper::new(body.stream().map_err(fault)?))))
        })
        .await
    }

    pub async fn delete(&self, key: &str) -> Result<()> {
        SendFuture::new(self.0.delete(key)).await.map_err(fault)
    }

    /// Files in the order of their keys: up to `most` that begin with `prefix`, after the key `after`.
    pub async fn list(&self, prefix: &str, after: &str, most: u32) -> Result<Vec<Listed>> {
        SendFuture::new(async {
            let list = self.0.list().prefix(prefix).limit(most);
            let list = if after.is_empty() { list } else { list.start_after(after) };
            let found = list.execute().await.map_err(fault)?.objects();
            let at = |millis: u64| i64::try_from(millis).unwrap_or(i64::MAX);
            let listed = found
                .iter()
                .map(|it| Listed { key: it.key(), stored_at: at(it.uploaded().as_millis()) });
            Ok(listed.collect())
        })
        .await
    }

    pub async fn get(&self, key: &str) -> Result<Option<Stored>> {
        SendFuture::new(async {
            let Some(object) = self.0.get(key).execute().await.map_err(fault)? else {
                return Ok(None);
            };
            let content_type = object.http_metadata().content_type.unwrap_or_default();
            let Some(body) = object.body() else { return Ok(None) };
            Ok(Some(Stored { bytes: body.bytes().await.map_err(fault)?, content_type }))
        })
        .await
    }
}

/// A file that is being read.
pub struct Reading(SendWrapper<ByteStream>);

impl Reading {
    /// The next piece; none at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        SendFuture::new(self.0.0.try_next()).await.map_err(fault)
    }
}

/// Every part of a stored file but the last has this size, as R2 demands.
const PART: usize = 5 * 1024 * 1024;

/// A file that is being stored. Nothing of it can be seen before [`Writing::finish`]; what is never finished, R2 drops.
pub struct Writing {
    files: Files,
    key: String,
    content_type: String,
    /// Bytes that are not stored yet, less than a part.
    waiting: Vec<u8>,
    /// Of a file that is larger than a part.
    upload: Option<SendWrapper<MultipartUpload>>,
    parts: Vec<SendWrapper<UploadedPart>>,
}

impl Writing {
    pub async fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.waiting.extend_from_slice(bytes);
        while self.waiting.len() >= PART {
            let rest = self.waiting.split_off(PART);
            let part = mem::replace(&mut self.waiting, rest);
            self.store(part).await?;
        }
        Ok(())
    }

    async fn store(&mut self, part: Vec<u8>) -> Result<()> {
        let number = u16::try_from(self.parts.len() + 1).unwrap_or(u16::MAX);
        let begun = self.upload.take();
        let (upload, part) = SendFuture::new(async {
            let upload = if let Some(upload) = begun {
                upload
            } else {
                let bucket = &self.files.0;
                let upload = bucket.create_multipart_upload(self.key.as_str());
                SendWrapper::new(upload.http_metadata(self.metadata()).execute().await?)
            };
            let part = upload.0.upload_part(number, part).await?;
            Ok((upload, SendWrapper::new(part)))
        })
        .await
        .map_err(fault)?;
        self.upload = Some(upload);
        self.parts.push(part);
        Ok(())
    }

    fn metadata(&self) -> HttpMetadata {
        HttpMetadata { content_type: Some(self.content_type.clone()), ..HttpMetadata::default() }
    }

    /// Stores what is left. From now on the file is there.
    pub async fn finish(mut self) -> Result<()> {
        let rest = mem::take(&mut self.waiting);
        if self.upload.is_none() {
            let file = Stored { bytes: rest, content_type: self.content_type };
            return self.files.put(&self.key, file).await;
        }
        if !rest.is_empty() {
            self.store(rest).await?;
        }
        let Some(upload) = self.upload else { return Ok(()) };
        let parts = self.parts.into_iter().map(|it| it.0);
        SendFuture::new(upload.0.complete(parts)).await.map_err(fault)?;
        Ok(())
    }
}

/// The body of a response as the platform has it.
#[derive(Clone)]
pub struct Streamed(pub Arc<SendWrapper<web_sys::ReadableStream>>);
